"""Routes of the intake: measurements, tests, and the diagnosis with its profile."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker.intake import agreeing, diagnosing, measuring, testing

urlpatterns: list[URLPattern] = [
    path("dossier/<int:journey_id>/meten/", measuring.measuring, name="measuring"),
    path("dossier/<int:journey_id>/meten/<slug:scale_key>/", measuring.measurement_new, name="measurement_new"),
    path(
        "dossier/<int:journey_id>/meten/<slug:scale_key>/tweede/",
        measuring.measurement_second,
        name="measurement_second",
    ),
    path("meting/<int:measurement_id>/herstellen/", measuring.measurement_correct, name="measurement_correct"),
    path("meting/<int:measurement_id>/intrekken/", measuring.measurement_retract, name="measurement_retract"),
    path("meting/<int:measurement_id>/alles/", measuring.measurement_retract_set, name="measurement_retract_set"),
    path("dossier/<int:journey_id>/toets/", testing.test_new, name="test_new"),
    path("dossier/<int:journey_id>/toets/uitslag/", testing.test_answer, name="test_answer"),
    path("toets/<int:test_id>/", testing.test_change, name="test_change"),
    path("toets/<int:test_id>/uitslag/", testing.test_receive, name="test_receive"),
    path("toets/<int:test_id>/terug/", testing.test_undo, name="test_undo"),
    path("dossier/<int:journey_id>/diagnose/nieuw/", diagnosing.diagnosis_new, name="diagnosis_new"),
    path("dossier/<int:journey_id>/diagnose/voorstel/", diagnosing.diagnosis_proposal, name="diagnosis_proposal"),
    path("diagnose/<int:diagnosis_id>/herstellen/", diagnosing.diagnosis_correct, name="diagnosis_correct"),
    path("diagnose/<int:diagnosis_id>/intrekken/", diagnosing.diagnosis_retract, name="diagnosis_retract"),
    path("metingen/overeenstemming/", agreeing.rater_agreement, name="rater_agreement"),
]
