"""Writing what is learnt about people: diagnoses, measurements and tests."""

from reisgenoot.intake.services.diagnosing import (
    DIAGNOSED,
    NewDiagnosis,
    correct_diagnosis,
    record_diagnoses,
    record_diagnosis,
    retract_diagnosis,
)
from reisgenoot.intake.services.measuring import (
    NewMeasurement,
    NewSet,
    correct_measurement,
    record_measurement,
    record_measurements,
    record_set,
    retract_measurement,
    retract_set,
)
from reisgenoot.intake.services.testing import NewTest, TestResult, change_test, order_test, receive_test, undo_test

__all__ = [
    "DIAGNOSED",
    "NewDiagnosis",
    "NewMeasurement",
    "NewSet",
    "NewTest",
    "TestResult",
    "change_test",
    "correct_diagnosis",
    "correct_measurement",
    "order_test",
    "receive_test",
    "record_diagnoses",
    "record_diagnosis",
    "record_measurement",
    "record_measurements",
    "record_set",
    "retract_diagnosis",
    "retract_measurement",
    "retract_set",
    "undo_test",
]
