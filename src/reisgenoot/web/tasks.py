"""Background work of the screens. Arguments are ids only."""

from procrastinate.contrib.django import app

from reisgenoot.intake.standing import refresh_profiles
from reisgenoot.journeys.refresh import refresh
from reisgenoot.kernel.actor import job
from reisgenoot.kernel.clock import today
from reisgenoot.kernel.drafts import forget_old_drafts
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.organisations.models import Organisation
from reisgenoot.web import digest


@app.periodic(cron="10 1 * * *")
@app.task(name="web.plan_nightly_signals", queue="signals")
def plan_nightly_signals(timestamp: int) -> None:
    """Every night: bring the signals of each organisation up to date with the new day."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        nightly_signals.defer(organisation_id=organisation_id)


@app.task(name="web.nightly_signals", queue="signals")
def nightly_signals(*, organisation_id: int) -> None:
    """The same as ``reisgenoot signals`` for one organisation."""
    with acting_as(job("signals", organisation_id)):
        refresh(organisation_id=organisation_id)
        refresh_profiles(organisation_id=organisation_id)
        forget_old_drafts()


@app.periodic(cron="30 5 * * 1-5")
@app.task(name="web.plan_digests", queue="mail")
def plan_digests(timestamp: int) -> None:
    """On working days in the early morning: a task for everybody who is to get a digest."""
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        for staff_id in digest.due_today(organisation_id=organisation_id, day=today()):
            send_digest.defer(organisation_id=organisation_id, staff_id=staff_id)


@app.task(name="web.send_digest", queue="mail")
def send_digest(*, organisation_id: int, staff_id: int) -> None:
    """Send one digest."""
    digest.send_digest(organisation_id=organisation_id, staff_id=staff_id, day=today())
