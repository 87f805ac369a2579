from django.apps import AppConfig

from reisgenoot.journeys.checks import register
from reisgenoot.plans.finders import FINDERS


class PlansConfig(AppConfig):
    name = "reisgenoot.plans"
    label = "plans"

    def ready(self) -> None:
        """Say how the checks on plans are found."""
        for kind, finder in FINDERS.items():
            register(kind, finder)
