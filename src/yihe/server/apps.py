"""The server room as a Django application: it brings the system checks."""

from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "yihe.server"
    label = "server"

    def ready(self) -> None:
        from . import checks

        assert checks
