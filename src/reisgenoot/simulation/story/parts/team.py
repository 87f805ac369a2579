"""The team: who works where and how much, and a colleague who left and whose files went over in one go."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.journeys.models import DirectorAssignment, HandoverNotice
from reisgenoot.journeys.services import NewHandedFile, assign_director, hand_over_caseload, record_notices_sent
from reisgenoot.journeys.team.taking_over import files_to_hand_over
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.kernel.reading import log_read
from reisgenoot.offers.partners import providers_involved
from reisgenoot.organisations.models import StaffMember
from reisgenoot.organisations.services import change_work, ensure_team, hire, let_go
from reisgenoot.simulation.story.parts.told import Told

CONTENT = Path(__file__).with_suffix(".yaml")
NOTED_EVERY = 4
"""Of every four files one has something to know; in the others nothing is open."""
TOLD_OF_FIVE = 3
"""Of every five messages three went out."""


def tell(told: Told) -> None:
    """Teams and hours, then the handover where the story has one."""
    content: dict[str, Any] = YAML(typ="safe").load(CONTENT.read_text(encoding="utf-8")).get(told.organisation, {})
    for name, keys in content.get("teams", {}).items():
        team = ensure_team(by=told.by, name=name)
        for key in keys:
            hours = Decimal(str(content["hours"][key]))
            change_work(by=told.by, staff_id=told.staff[key], fte=hours, team_id=team.pk)
    if "left" in content:
        _tell_of_leaving(told, content["left"])


def _tell_of_leaving(told: Told, left: dict[str, Any]) -> None:
    """Somebody took over files from everybody, and left; not everybody opened what came back."""
    by, day = told.by, today()
    colleague = _hired(told, left)
    _take_on(told, colleague, left, day)
    from_on = day + timedelta(days=left["from"])
    with standing_on(day + timedelta(days=left["told"])):
        leaving = files_to_hand_over(by=by, staff_id=colleague.pk, day=today(), approach=told.approach)
        files = [
            NewHandedFile(
                journey_id=one.file_id,
                staff_id=one.colleague_id,
                note=left["notes"][place % len(left["notes"])] if place % NOTED_EVERY == 0 else "",
                nothing_open=place % NOTED_EVERY != 0,
                reasons=[str(why) for why in one.why],
            )
            for place, one in enumerate(leaving.proposed.values())
        ]
        if not files:
            return
        handover = hand_over_caseload(
            by=by,
            staff_id=colleague.pk,
            cause="leaving",
            from_on=from_on,
            files=files,
            providers=providers_involved(journey_ids=[one.journey_id for one in files], day=from_on),
        )
        notices = list(HandoverNotice.objects.filter(handover=handover).order_by("pk").values_list("pk", flat=True))
        sent = [pk for place, pk in enumerate(notices) if place % 5 < TOLD_OF_FIVE]
        record_notices_sent(by=told.as_staff(_manager(told)), notice_ids=sent)
        let_go(by=by, staff_id=colleague.pk, on=from_on)
    persons = {file.journey_id: file.person_id for file in leaving.files}
    keys = {staff_id: key for key, staff_id in told.staff.items()}
    for place, one in enumerate(files):
        if place % 3 and one.staff_id in keys:
            log_read(by=told.as_staff(keys[one.staff_id]), person_id=persons[one.journey_id], part="overview")


def _hired(told: Told, left: dict[str, Any]) -> StaffMember:
    return hire(
        by=told.by,
        code=left["code"],
        name=left["name"],
        roles=["client_manager"],
        from_on=today() + timedelta(days=left["since"] - 400),
        phone=left["phone"],
        languages=left["languages"],
        team=ensure_team(by=told.by, name=left.get("team", "Team Harderwijk")),
        fte=left["fte"],
    )


def _take_on(told: Told, colleague: StaffMember, left: dict[str, Any], day: date) -> None:
    """Files of the made-up population that the colleague has directed for a while; nobody of the story itself."""
    since = day + timedelta(days=left["since"])
    running = DirectorAssignment.objects.filter(
        valid_until__isnull=True, journey__ended_on__isnull=True, valid_from__lt=since
    ).exclude(journey_id__in=told.journeys.values())
    for key in sorted(told.staff):
        ids = list(running.filter(staff_id=told.staff[key]).order_by("pk").values_list("journey_id", flat=True))
        assign_director(
            by=told.by,
            journey_ids=ids[: left["files_each"]],
            staff_id=colleague.pk,
            from_on=since,
            reason="uitbreiding van het team",
        )


def _manager(told: Told) -> str:
    """The key of whoever steers the team."""
    found = StaffMember.objects.filter(pk__in=told.staff.values(), role_assignments__role="team_manager").first()
    return next(key for key, pk in told.staff.items() if found and pk == found.pk)
