"""Handing over somebody's files on screen, and telling who has to know."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from reisgenoot.approach import load_approach
from reisgenoot.journeys.models import CaseloadHandover, DirectorAssignment, HandoverNotice
from reisgenoot.kernel.models import ReadEntry
from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.offers.services import NewEnrolment, record_enrolments
from reisgenoot.organisations.models import Provider, StaffMember
from tests.web.caseworker.html import assert_well_made, read
from tests.web.management.conftest import TODAY, TeamAtWork

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=7)


def handing(ours: TeamAtWork) -> tuple[str, list[int]]:
    """Anja has two files, Bilal and Carla stay; Bilal speaks Tigrinya."""
    ids = [
        ours.journey("Anja", family_name="Tesfay", given_name="Selam", language="ti").pk,
        ours.journey("Anja", family_name="Haddad", given_name="Omar", language="nl").pk,
    ]
    ours.colleague("Bilal", languages=("nl", "ti"))
    ours.colleague("Carla")
    return f"/team/overdragen/{ours.colleague('Anja').pk}/", ids


def filled(ours: TeamAtWork, ids: list[int], **changes: Any) -> dict[str, Any]:
    """The whole form: everything to Bilal, nothing open."""
    bilal = ours.colleague("Bilal").pk
    form = {"cause": "leaving", "from_on": SOON.isoformat(), "ease": "2", "do": "confirm"}
    for journey_id in ids:
        form |= {f"to-{journey_id}": str(bilal), f"note-{journey_id}": "", f"open-{journey_id}": "ja"}
    return {name: value for name, value in (form | changes).items() if value is not None}


def hand_over(browser: Client, ours: TeamAtWork) -> CaseloadHandover:
    """Confirm everything to Bilal."""
    url, ids = handing(ours)
    response = browser.post(url, filled(ours, ids))
    assert response.status_code == 302
    with acting_as(ours.manager):
        return CaseloadHandover.objects.get()


def test_handover_when_opened_then_proposes_with_reasons(ours: TeamAtWork) -> None:
    url, _ids = handing(ours)
    page = assert_well_made(ours.browser().get(url))
    assert "2 lopende dossiers krijgen een nieuwe regisseur" in page.text
    assert "Voorstel : Bilal, spreekt de taal" in page.text.replace("Voorstel:", "Voorstel :")
    assert "0 → 1" in page.text


def test_handover_when_confirmed_then_everybody_has_a_new_director_from_that_day(ours: TeamAtWork) -> None:
    handover = hand_over(ours.browser(), ours)
    with acting_as(ours.manager):
        assert set(DirectorAssignment.objects.filter(valid_until=None).values_list("staff_id", "valid_from")) == {
            (ours.colleague("Bilal").pk, SOON)
        }
    page = assert_well_made(ours.browser().get(f"/team/overdracht/{handover.pk}/"))
    assert "Selam Tesfay" in page.text
    assert "inwoner, per brief" in page.text


def test_handover_when_worked_out_again_then_nothing_changes_and_choices_stay(ours: TeamAtWork) -> None:
    url, ids = handing(ours)
    carla = ours.colleague("Carla").pk
    sent = filled(ours, ids, do="count", cause="", **{f"to-{ids[0]}": str(carla), f"note-{ids[0]}": "Bel <haar> snel"})
    response = ours.browser().post(url, sent)
    page = assert_well_made(response)
    assert response.status_code == 200
    assert "Bel &lt;haar&gt; snel" in response.content.decode()
    assert "Vul" not in page.text
    with acting_as(ours.manager):
        assert not CaseloadHandover.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cause": ""}, "verplicht"),
        ({"from_on": "ooit"}, "geldige datum"),
        ({"open-0": None}, "wat de collega moet weten"),
        ({"to-0": ""}, "Kies een nieuwe regisseur"),
        ({"to-0": "999999"}, ""),
    ],
)
def test_handover_when_incomplete_then_said_and_kept(ours: TeamAtWork, changes: dict[str, Any], words: str) -> None:
    url, ids = handing(ours)
    named = {name.replace("-0", f"-{ids[0]}"): value for name, value in changes.items()}
    response = ours.browser().post(url, filled(ours, ids, **named))
    assert response.status_code in (404, 422)
    assert words in read(response).text
    with acting_as(ours.manager):
        assert not CaseloadHandover.objects.exists()


def test_handover_when_undone_then_back(ours: TeamAtWork) -> None:
    browser = ours.browser()
    handover = hand_over(browser, ours)
    assert browser.post(f"/team/overdracht/{handover.pk}/terug/").status_code == 302
    with acting_as(ours.manager):
        assert set(DirectorAssignment.objects.values_list("staff_id", "valid_until")) == {
            (ours.colleague("Anja").pk, None)
        }
    assert "Teruggenomen" in read(browser.get(f"/team/overdracht/{handover.pk}/")).text


def test_handover_when_the_colleague_is_of_another_organisation_then_404(ours: TeamAtWork, theirs: TeamAtWork) -> None:
    url, ids = handing(ours)
    assert theirs.browser().get(url).status_code == 404
    stranger = theirs.colleague("Vreemd").pk
    response = ours.browser().post(url, filled(ours, ids, **{f"to-{ids[0]}": str(stranger)}))
    assert response.status_code == 404


def test_client_manager_when_handing_over_then_403(ours: TeamAtWork) -> None:
    url, _ids = handing(ours)
    assert ours.place.browser("client_manager", name="Anja").get(url).status_code == 403


def test_letter_when_opened_then_a_pdf_and_in_the_reading_log(ours: TeamAtWork) -> None:
    browser = ours.browser()
    hand_over(browser, ours)
    with acting_as(ours.manager):
        notice = HandoverNotice.objects.get(journey__person__language="ti")
    response = browser.get(f"/team/bericht/{notice.pk}/brief/")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    with acting_as(ours.manager):
        assert ReadEntry.objects.filter(part="director-letter").count() == 1


def test_notices_when_sent_and_undone_then_recorded(ours: TeamAtWork) -> None:
    browser = ours.browser()
    handover = hand_over(browser, ours)
    with acting_as(ours.manager):
        ids = list(HandoverNotice.objects.values_list("pk", flat=True))
    browser.post(f"/team/overdracht/{handover.pk}/verstuurd/", {"notice": [str(ids[0]), "999999"]})
    with acting_as(ours.manager):
        assert list(HandoverNotice.objects.filter(sent_on=TODAY).values_list("pk", flat=True)) == ids[:1]
    browser.post(f"/team/bericht/{ids[0]}/terug/")
    with acting_as(ours.manager):
        assert not HandoverNotice.objects.filter(sent_on__isnull=False).exists()


def test_message_for_a_provider_when_opened_then_numbers_and_no_names(ours: TeamAtWork) -> None:
    url, ids = handing(ours)
    with acting_as(ours.manager) as by:
        record_enrolments(by=by, enrolments=[an_enrolment(ids[0])])
    browser = ours.browser()
    browser.post(url, filled(ours, ids))
    with acting_as(ours.manager):
        notice = HandoverNotice.objects.get(provider__isnull=False)
    page = assert_well_made(browser.get(f"/team/bericht/{notice.pk}/"))
    assert f"dossier {ids[0]}" in page.text
    assert "Selam" not in page.text
    assert "Tesfay" not in page.text


def an_enrolment(journey_id: int) -> NewEnrolment:
    """Something that began a month ago at the first provider."""
    return NewEnrolment(
        journey_id=journey_id,
        offer=next(iter(load_approach("meerinzicht").offers)),
        provider_id=Provider.objects.order_by("pk")[0].pk,
        started_on=TODAY - timedelta(days=30),
    )


def test_staff_leave_when_still_directing_then_refused_with_the_way(ours: TeamAtWork) -> None:
    handing(ours)
    anja = ours.colleague("Anja")
    browser = ours.browser("administrator", "team_manager")
    response = browser.post(f"/medewerkers/{anja.pk}/vertrek/", {"on": SOON.isoformat()}, follow=True)
    page = read(response)
    assert "Anja is dan nog regisseur van 2 lopende dossiers" in page.text
    assert f"/team/overdragen/{anja.pk}/" in page.links


def test_work_when_changed_then_hours_languages_and_team(ours: TeamAtWork, theirs: TeamAtWork) -> None:
    anja = ours.colleague("Anja")
    browser = ours.browser("administrator")
    sent = {"fte": "0.67", "languages": ["nl", "ti"], "team": "Team Oost"}
    assert browser.post(f"/medewerkers/{anja.pk}/werk/", sent).status_code == 302
    with acting_as(ours.manager):
        changed = StaffMember.objects.select_related("team").get(pk=anja.pk)
    assert (float(changed.fte), changed.languages, changed.team and changed.team.name) == (
        0.67,
        ["nl", "ti"],
        "Team Oost",
    )
    assert browser.post(f"/medewerkers/{anja.pk}/werk/", sent | {"fte": "3"}).status_code == 422
    assert theirs.browser("administrator").post(f"/medewerkers/{anja.pk}/werk/", sent).status_code == 404
