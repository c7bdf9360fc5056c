"""The programmes as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "yihe.programmes"
    label = "programmes"
    verbose_name = "治理系统"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from yihe.indicators.register import register

        from .models import MODULES

        for module in MODULES:
            register(module)
