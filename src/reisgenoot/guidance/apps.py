"""The daily guidance as an app: says how its checks are found."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "reisgenoot.guidance"
    label = "guidance"

    def ready(self) -> None:
        """Register the checks that look at obstacles and basics."""
        from reisgenoot.guidance import finders
        from reisgenoot.journeys.checks import register

        register("obstacle_action_due", finders.actions_due)
        register("basics_open", finders.basics_open)
