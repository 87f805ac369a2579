from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "reisgenoot.journeys"
    label = "journeys"

    def ready(self) -> None:
        from reisgenoot.journeys.team.leaving import open_files_of  # noqa: PLC0415  needs the models
        from reisgenoot.organisations.leaving import register  # noqa: PLC0415  needs the models

        register(open_files_of)
