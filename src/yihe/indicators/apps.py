"""The indicators room as a Django application."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "yihe.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
