"""Routes of the client manager. Addresses hold ids only, never a name or a number of a person."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker import caseload, caseload_file, contacts, milestones, signals, today
from reisgenoot.web.caseworker.dossier import diagnosis, fact, measurements, overview, person, plan, timeline

urlpatterns: list[URLPattern] = [
    path("vandaag/", today.today, name="today"),
    path("signaal/<int:signal_id>/uitstellen/", signals.signal_snooze, name="signal_snooze"),
    path("signaal/<int:signal_id>/terug/", signals.signal_wake, name="signal_wake"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/zoek/", caseload.caseload_search, name="caseload_search"),
    path("caseload/bestand/", caseload_file.caseload_export, name="caseload_export"),
    path("contact/nieuw/", contacts.contact_new, name="contact_new"),
    path("contact/opslaan/", contacts.contact_save, name="contact_save"),
    path("contact/zoek/", contacts.contact_search, name="contact_search"),
    path("contact/<int:contact_id>/herstellen/", contacts.contact_correct, name="contact_correct"),
    path("contact/<int:contact_id>/intrekken/", contacts.contact_retract, name="contact_retract"),
    path("belofte/<int:contact_id>/gedaan/", signals.promise_keep, name="promise_keep"),
    path("belofte/<int:contact_id>/open/", signals.promise_reopen, name="promise_reopen"),
    path("mijlpaal/<int:milestone_id>/herstellen/", milestones.milestone_correct, name="milestone_correct"),
    path("mijlpaal/<int:milestone_id>/intrekken/", milestones.milestone_retract, name="milestone_retract"),
    path("dossier/<int:journey_id>/", overview.dossier, name="dossier"),
    path("dossier/<int:journey_id>/tijdlijn/", timeline.dossier_timeline, name="dossier_timeline"),
    path("dossier/<int:journey_id>/plan/", plan.dossier_plan, name="dossier_plan"),
    path("dossier/<int:journey_id>/metingen/", measurements.dossier_measurements, name="dossier_measurements"),
    path("dossier/<int:journey_id>/diagnose/", diagnosis.dossier_diagnosis, name="dossier_diagnosis"),
    path("dossier/<int:journey_id>/persoon/", person.dossier_person, name="dossier_person"),
    path("dossier/<int:journey_id>/bsn/", person.dossier_bsn, name="dossier_bsn"),
    path("dossier/<int:journey_id>/mijlpaal/", milestones.milestone_new, name="milestone_new"),
    path("dossier/<int:journey_id>/regisseur/", signals.director_assign, name="director_assign"),
    path("dossier/<int:journey_id>/feit/<slug:kind>/<int:fact_id>/", fact.dossier_fact, name="dossier_fact"),
]
