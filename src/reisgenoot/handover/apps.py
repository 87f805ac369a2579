from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "reisgenoot.handover"
    label = "handover"

    def ready(self) -> None:
        """Say how the checks about handing over are found."""
        from reisgenoot.handover import finders
        from reisgenoot.journeys.checks import register

        register("handover_unreceived", finders.unreceived)
        register("closing_without_handover", finders.moved_without_handover)
