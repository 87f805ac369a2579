from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "reisgenoot.agenda"
    label = "agenda"

    def ready(self) -> None:
        """Tell the rules how to find what is missing in the agenda."""
        from reisgenoot.agenda import finding  # noqa: PLC0415  the app registry is ready only now
        from reisgenoot.journeys import checks  # noqa: PLC0415

        checks.register("interpreter_missing", finding.interpreter_missing)
        checks.register("appointment_unrecorded", finding.appointment_unrecorded)
        checks.register("talk_agreement_due", finding.talk_agreement_due)
