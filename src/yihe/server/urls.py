"""Addresses of the whole application."""

from django.urls import include, path

urlpatterns = [path("", include("yihe.web.urls"))]

handler403 = "yihe.web.pages.errors.forbidden"
handler404 = "yihe.web.pages.errors.not_found"
handler500 = "yihe.web.pages.errors.broken"
