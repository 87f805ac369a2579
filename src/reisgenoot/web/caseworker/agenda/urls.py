"""Routes of the agenda: appointments, interpreters, invitations."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker.agenda import holding, interpreting, occupying, planning, rhythm, showing

urlpatterns: list[URLPattern] = [
    path("agenda/", showing.agenda, name="agenda"),
    path("dossier/<int:journey_id>/afspraken/", showing.dossier_agenda, name="dossier_agenda"),
    path("dossier/<int:journey_id>/afspraken/nieuw/", planning.appointment_new, name="appointment_new"),
    path("dossier/<int:journey_id>/vaste-uren/", occupying.occupation_new, name="occupation_new"),
    path("dossier/<int:journey_id>/belastbaarheid/", occupying.capacity_set, name="capacity_set"),
    path("dossier/<int:journey_id>/contactritme/", rhythm.contact_rhythm, name="contact_rhythm"),
    path("afspraak/<int:appointment_id>/", showing.appointment, name="appointment"),
    path("afspraak/<int:appointment_id>/wijzigen/", planning.appointment_change, name="appointment_change"),
    path("afspraak/<int:appointment_id>/afzeggen/", planning.appointment_cancel, name="appointment_cancel"),
    path("afspraak/<int:appointment_id>/uitnodigen/", planning.appointment_invite, name="appointment_invite"),
    path("afspraak/<int:appointment_id>/afspraak.ics", planning.appointment_calendar, name="appointment_calendar"),
    path("afspraak/<int:appointment_id>/vastleggen/", holding.appointment_record, name="appointment_record"),
    path("afspraak/<int:appointment_id>/terug/", holding.appointment_reopen, name="appointment_reopen"),
    path("afspraak/<int:appointment_id>/tolk/", interpreting.interpreter_book, name="interpreter_book"),
    path("tolk/<int:booking_id>/", interpreting.booking_note, name="booking_note"),
    path("gespreksafspraak/<int:agreement_id>/gedaan/", holding.talk_agreement_done, name="talk_agreement_done"),
    path("vaste-uren/<int:occupation_id>/wijzigen/", occupying.occupation_change, name="occupation_change"),
    path("vaste-uren/<int:occupation_id>/weg/", occupying.occupation_remove, name="occupation_remove"),
]
