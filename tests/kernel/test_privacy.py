"""Every field of every model says what kind of data it holds, why and how long."""

import pytest
from django.apps import apps
from django.db import models

from reisgenoot.kernel.privacy import PrivacyClass, PrivacyRule

OWN = [model for model in apps.get_models() if model.__module__.startswith("reisgenoot.")]
DECLARED = [model for model in OWN if not hasattr(model, "pgh_tracked_model")]


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model._meta.label)
def test_model_when_listed_then_every_field_has_a_privacy_rule(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    declared = getattr(model, "privacy", {})
    assert fields - set(declared) == set()
    assert set(declared) - fields <= {"id"}
    assert all(isinstance(rule, PrivacyRule) for rule in declared.values())


@pytest.mark.parametrize("model", [m for m in OWN if hasattr(m, "pgh_tracked_model")], ids=lambda m: m._meta.label)
def test_history_when_listed_then_holds_only_declared_fields(model: type[models.Model]) -> None:
    tracked = model.pgh_tracked_model  # type: ignore[attr-defined]
    own = {field.name for field in model._meta.concrete_fields if not field.name.startswith("pgh_")}
    assert own <= set(tracked.privacy)


def test_bsn_when_looked_for_then_stands_only_in_fields_of_its_class() -> None:
    suspicious = [
        f"{model._meta.label}.{field.name}"
        for model in DECLARED
        for field in model._meta.concrete_fields
        if "bsn" in field.name and model.privacy[field.name].kind is not PrivacyClass.NATIONAL_NUMBER
    ]
    assert suspicious == []
