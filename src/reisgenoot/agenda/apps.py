from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "reisgenoot.agenda"
    label = "agenda"

    def ready(self) -> None:
        """Tell the rules how to find what is missing in the agenda."""
        from reisgenoot.agenda import finding
        from reisgenoot.journeys import checks

        checks.register("interpreter_missing", finding.interpreter_missing)
        checks.register("appointment_unrecorded", finding.appointment_unrecorded)
        checks.register("talk_agreement_due", finding.talk_agreement_due)
