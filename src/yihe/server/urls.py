"""Addresses of the whole application."""

from django.urls import include, path

urlpatterns = [path("", include("yihe.web.urls"))]
