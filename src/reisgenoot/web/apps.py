from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "reisgenoot.web"
    label = "web"

    def ready(self) -> None:
        from reisgenoot.web import checks  # noqa: F401  registers the system check
