"""The offices of the client managers, and a form asked of somebody."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reisgenoot.kernel.tenancy import acting_as
from reisgenoot.questionnaires.services import ask, keep_questionnaire, make_link
from reisgenoot.questionnaires.services.versions import About
from tests.questionnaires.workbooks import family
from tests.web.caseworker.conftest import Office, _on_a_monday, ours, theirs

__all__ = ["_on_a_monday", "ours", "theirs"]


@pytest.fixture
def asked() -> Callable[[Office], tuple[int, str]]:
    """Ask the small family form of somebody at an office; gives the sitting's id and the token of a link."""

    def make(office: Office) -> tuple[int, str]:
        journey = office.journey()
        by = office.manager
        with acting_as(by):
            administrator = replace(by, roles=frozenset({"administrator"}))
            version = keep_questionnaire(by=administrator, content=family(), about=About())
            sitting = ask(by=by, journey_id=journey.pk, version_id=version.pk, language="ar")
            return sitting.pk, make_link(by=by, sitting_id=sitting.pk).token

    return make
