"""Questionnaires: one that waits to be gone through, one half filled in, one checked, health conversations compared."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from reisgenoot.kernel.actor import Actor
from reisgenoot.kernel.clock import standing_on, today
from reisgenoot.questionnaires.models import Answer, Filling, QuestionnaireVersion, Sitting
from reisgenoot.questionnaires.services import (
    add_answer,
    ask,
    confirm_answers,
    correct_answer,
    ensure_questionnaires,
    finish_check,
    hand_in,
    save_answers,
    start_turn,
)
from reisgenoot.simulation.story.parts.told import Told


@cache
def _story() -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))
    return found


def tell(told: Told) -> None:
    """Write what was asked and answered at this organisation."""
    versions = ensure_questionnaires(by=told.by, approach=told.approach)
    for one in _story()["sittings"].get(told.organisation, ()):
        _sit(told, one, versions[one["questionnaire"]])


def _sit(told: Told, one: Mapping[str, Any], version: QuestionnaireVersion) -> None:
    by, journey_id = told.as_staff(one["by"]), told.journeys[one["person"]]
    with _on(one["asked"]):
        sitting = ask(
            by=by,
            journey_id=journey_id,
            version_id=version.pk,
            language=one["language"],
            reason=one.get("reason", ""),
        )
    with _on(one.get("handed_in", one["asked"] + 1)):
        _fill_in(by, sitting, one)
        if "handed_in" in one:
            hand_in(by=by, sitting_id=sitting.pk)
    if "checked" in one:
        with _on(one["checked"]):
            _check(by, sitting, one)


def _on(day: int) -> Any:
    return standing_on(today() + timedelta(days=day))


def _fill_in(by: Actor, sitting: Sitting, one: Mapping[str, Any]) -> None:
    """The answers page by page; only the first pages of what was left half-way."""
    start_turn(
        by=by,
        sitting_id=sitting.pk,
        way=one["way"],
        language=one["language"],
        interpreter=one.get("interpreter", ""),
    )
    for pages, answers in enumerate(_by_page(one["answers"]), 1):
        if pages > one.get("pages", pages):
            break
        first = next(iter(answers))
        save_answers(by=by, sitting_id=sitting.pk, answers=answers, page=first.split("/")[0])
    Filling.objects.filter(sitting=sitting).update(busy_seconds=one["minutes"] * 60)


def _by_page(answers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    pages: dict[str, dict[str, str]] = {}
    for path, value in answers.items():
        pages.setdefault(path.split("/")[0], {})[path] = value
    yield from pages.values()


def _check(by: Actor, sitting: Sitting, one: Mapping[str, Any]) -> None:
    """Gone through in the talk: what was wrong is put right, what came later is added, the rest is confirmed."""
    held = {answer.path: answer.pk for answer in Answer.objects.filter(sitting=sitting)}
    corrections = {**one.get("change", {}), **one.get("correct", {})}
    for path, said in corrections.items():
        value, reason = said if isinstance(said, list) else (said, "Het papier lag nog thuis.")
        correct_answer(by=by, answer_id=held[path], value=value, reason=reason)
    for path, (value, reason) in one.get("add", {}).items():
        add_answer(by=by, sitting_id=sitting.pk, path=path, value=value, reason=reason)
    confirm_answers(by=by, sitting_id=sitting.pk, answer_ids=held.values())
    finish_check(by=by, sitting_id=sitting.pk)
