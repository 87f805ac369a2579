"""Background work of the agenda. Arguments are ids only."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from reisgenoot.kernel.actor import job

ATTEMPTS = RetryStrategy(max_attempts=8, exponential_wait=4)
"""Again after 4, 16, 64 seconds and so on: a mail server that is away for a few hours costs nobody an invitation."""


@app.task(name="agenda.send_invitations", queue="mail", retry=ATTEMPTS)
def send_invitations(*, appointment_id: int, organisation_id: int) -> None:
    """Mail what people at an appointment still have to hear."""
    from reisgenoot.agenda.mailing import send_due  # noqa: PLC0415  models are loaded after the tasks are named

    send_due(by=job("invitations", organisation_id), appointment_id=appointment_id)
