"""The daily guidance as an app: says how its checks are found."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "reisgenoot.guidance"
    label = "guidance"

    def ready(self) -> None:
        """Register the checks that look at obstacles and basics."""
        from reisgenoot.guidance import finders  # noqa: PLC0415  needs the models
        from reisgenoot.journeys.checks import register  # noqa: PLC0415  needs the models

        register("obstacle_action_due", finders.actions_due)
        register("basics_open", finders.basics_open)
