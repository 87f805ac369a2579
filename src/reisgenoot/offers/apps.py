from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "reisgenoot.offers"
    label = "offers"

    def ready(self) -> None:
        from reisgenoot.journeys import checks
        from reisgenoot.offers import finding

        checks.register("absence_unanswered", finding.unanswered_absence)
        checks.register("illness_long", finding.long_illness)
