from django.apps import AppConfig

from reisgenoot.journeys import checks
from reisgenoot.questionnaires import finders


class QuestionnairesConfig(AppConfig):
    name = "reisgenoot.questionnaires"
    label = "questionnaires"

    def ready(self) -> None:
        """Say how signals about questionnaires are found."""
        checks.register("questionnaire_unchecked", finders.questionnaire_unchecked)
