"""What the intake tab shows beside questionnaires: tests, the profile with its reasons, and whether the baseline is there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reisgenoot.intake.enums import Moment
from reisgenoot.intake.selectors import diagnoses_of, measurements_of, tests_of
from reisgenoot.journeys.story import reached_in
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.caseworker.dossier.opened import Opened
from reisgenoot.web.caseworker.intake.evidence import test_views
from reisgenoot.web.caseworker.intake.proposing import proposal_view
from reisgenoot.web.caseworker.intake.scales import moment_states
from reisgenoot.web.components import words
from reisgenoot.web.components.actions import Action, Fact


def summary(opened: Opened) -> dict[str, Any]:
    """Context for ``caseworker/_intake_more.html``. Three queries."""
    by, journey_id = opened.request.actor, opened.journey.pk
    may_write = opened.may(Permission.INTAKE_WRITE)
    found = diagnoses_of(by=by, journey_id=journey_id)
    last = found[0] if found else None
    order = Action(_("Toets aanvragen"), reverse("test_new", args=[journey_id]), icon="add", kind="subtle", dialog=True)
    diagnose = Action(
        _("Opnieuw bekijken") if last else _("Diagnose vastleggen"),
        reverse("diagnosis_new", args=[journey_id]),
        icon="intake",
        kind="subtle",
    )
    return {
        "more_tests": test_views(
            opened.wording, tests_of(by=by, journey_id=journey_id), today=opened.today, may_write=may_write
        ),
        "more_profile": Fact(
            _("Profiel"),
            opened.wording.profile(last.profile) if last and last.profile else "",
            url=reverse("dossier_diagnosis", args=[journey_id]) if last and last.profile else "",
            note=words.day_in_words(last.on) if last else "",
        ),
        "more_has_profiles": bool(opened.wording.approach.profiles),
        "more_proposal": proposal_view(opened.wording, last.answers) if last else None,
        "more_baselines": _baselines(opened),
        "more_order": order if may_write else None,
        "more_diagnose": diagnose if may_write else None,
        "more_diagnosis_url": reverse("dossier_diagnosis", args=[journey_id]),
    }


def _baselines(opened: Opened) -> list[Fact]:
    """Per scale that the approach asks at the beginning: measured when, or by when it should be."""
    by, journey_id = opened.request.actor, opened.journey.pk
    measured = measurements_of(by=by, journey_id=journey_id)
    reached = reached_in(opened.milestones)
    facts = []
    for scale in opened.wording.approach.scales.values():
        of_scale = [one for one in measured if one.scale == scale.key]
        states = moment_states(scale, of_scale, reached)
        first = next((state for state in states if state.moment == Moment.BASELINE), None)
        if first is None:
            continue
        title = scale.title.in_language(opened.wording.language)
        if first.done_on:
            url = reverse("dossier_measurements", args=[journey_id])
            facts.append(Fact(title, words.day_in_words(first.done_on), url=url))
        elif first.due_on:
            asked = _("gevraagd voor %(day)s") % {"day": words.day_in_words(first.due_on)}
            facts.append(Fact(title, _("nog niet"), note=asked))
    return facts
