"""The intake as an app: says how its checks are found."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "reisgenoot.intake"
    label = "intake"

    def ready(self) -> None:
        """Register the checks that look at measurements and profiles."""
        from reisgenoot.intake import finders
        from reisgenoot.journeys.checks import register

        register("baseline_missing", finders.baseline_missing)
        register("closing_without_baseline", finders.closing_without_baseline)
        register("profile_outdated", finders.profile_outdated)
