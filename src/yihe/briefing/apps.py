"""The briefing room as a Django application."""

from django.apps import AppConfig


class BriefingConfig(AppConfig):
    name = "yihe.briefing"
    label = "briefing"
    default_auto_field = "django.db.models.BigAutoField"
