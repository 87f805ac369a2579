"""Routes of arrival and handing over. Addresses hold ids only."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker.handing import arrivals, ending, files, lists, received, sent, sharing, tab, taking

urlpatterns: list[URLPattern] = [
    path("aankomst/", arrivals.arrivals, name="arrivals"),
    path("aankomst/nieuw/", arrivals.arrival_new, name="arrival_new"),
    path("aankomst/<int:reported_id>/wie/", arrivals.arrival_decide, name="arrival_decide"),
    path("aankomst/<int:reported_id>/gekozen/", arrivals.arrival_decided, name="arrival_decided"),
    path("dossier/<int:journey_id>/opvang/", arrivals.reception, name="reception"),
    path("dossier/<int:journey_id>/overdracht/", tab.dossier_handover, name="dossier_handover"),
    path("dossier/<int:journey_id>/overdracht/nieuw/", sent.handover_new, name="handover_new"),
    path("dossier/<int:journey_id>/toestemming/", sharing.consent_new, name="consent_new"),
    path("dossier/<int:journey_id>/ontvangen/", received.profile_new, name="profile_new"),
    path("dossier/<int:journey_id>/afsluiten/", ending.journey_end, name="journey_end"),
    path("dossier/<int:journey_id>/heropenen/", ending.journey_reopen, name="journey_reopen"),
    path("toestemming/<int:consent_id>/intrekken/", sharing.consent_withdraw, name="consent_withdraw"),
    path("overdracht/", lists.handover_list, name="handovers"),
    path("overdracht/ontvangen/", lists.handover_inbox, name="handover_inbox"),
    path("overdracht/ontvangen/inlezen/", received.handover_import, name="handover_import"),
    path("overdracht/ontvangen/<int:letter_id>/openen/", received.handover_open, name="handover_open"),
    path("overdracht/afspraken/", sharing.sharing, name="sharing"),
    path("overdracht/afspraken/nieuw/", sharing.agreement_new, name="agreement_new"),
    path("overdracht/afspraken/organisatie/", sharing.party_new, name="party_new"),
    path("overdracht/afspraken/<int:agreement_id>/einde/", sharing.agreement_end, name="agreement_end"),
    path("overdracht/<int:handover_id>/", sent.handover, name="handover"),
    path("overdracht/<int:handover_id>/wijzigen/", sent.handover_change, name="handover_change"),
    path("overdracht/<int:handover_id>/verzenden/", sent.handover_send, name="handover_send"),
    path("overdracht/<int:handover_id>/weg/", sent.handover_drop, name="handover_drop"),
    path("overdracht/<int:handover_id>/stap/<slug:state>/", sent.handover_step, name="handover_step"),
    path("overdracht/<int:handover_id>/terugsturen/", sent.handover_return, name="handover_return"),
    path("overdracht/<int:handover_id>/gesprek/", sent.handover_talk, name="handover_talk"),
    path("overdracht/<int:handover_id>/pdf/", files.handover_pdf, name="handover_pdf"),
    path("overdracht/<int:handover_id>/bestand/", files.handover_file, name="handover_file"),
    path("ontvangen/<int:received_id>/", received.received, name="received"),
    path("ontvangen/<int:received_id>/gelezen/", received.received_read, name="received_read"),
    path("ontvangen/<int:received_id>/gebruikt/", received.received_used, name="received_used"),
    path("ontvangen/<int:received_id>/niet-gebruikt/", received.received_unused, name="received_unused"),
    path("ontvangen/<int:received_id>/terugsturen/", received.received_return, name="received_return"),
    path("ontvangen/<int:received_id>/overnemen/", taking.received_take, name="received_take"),
    path("ontvangen/<int:received_id>/pdf/", received.received_pdf, name="received_pdf"),
]
