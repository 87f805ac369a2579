"""Routes of questionnaires: asking, checking, managing."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker.asking import checking, comparing, intake, managing, sittings

urlpatterns: list[URLPattern] = [
    path("dossier/<int:journey_id>/intake/", intake.dossier_intake, name="dossier_intake"),
    path("dossier/<int:journey_id>/intake/vragen/", intake.sitting_new, name="sitting_new"),
    path("dossier/<int:journey_id>/intake/overslaan/", intake.sitting_skip, name="sitting_skip"),
    path("dossier/<int:journey_id>/intake/ontvangen/", intake.sitting_receive, name="sitting_receive"),
    path("dossier/<int:journey_id>/intake/nakijken/", intake.sitting_check_next, name="sitting_check_next"),
    path("dossier/<int:journey_id>/intake/vergelijken/", comparing.sitting_compare, name="sitting_compare"),
    path("invullen/<int:sitting_id>/", sittings.sitting_ask, name="sitting_ask"),
    path("invullen/<int:sitting_id>/beginnen/", sittings.sitting_begin, name="sitting_begin"),
    path("invullen/<int:sitting_id>/link/", sittings.sitting_link, name="sitting_link"),
    path("invullen/<int:sitting_id>/link/sluiten/", sittings.sitting_link_withdraw, name="sitting_link_withdraw"),
    path("invullen/<int:sitting_id>/intrekken/", sittings.sitting_withdraw, name="sitting_withdraw"),
    path("invullen/<int:sitting_id>/toch/", sittings.sitting_reopen, name="sitting_reopen"),
    path("antwoorden/<int:sitting_id>/", checking.sitting_check, name="sitting_check"),
    path("antwoorden/<int:sitting_id>/bevestigen/", checking.answers_confirm, name="answers_confirm"),
    path("antwoorden/<int:sitting_id>/niet-bevestigd/", checking.answers_unconfirm, name="answers_unconfirm"),
    path("antwoorden/<int:sitting_id>/toevoegen/", checking.answer_add, name="answer_add"),
    path("antwoorden/<int:sitting_id>/klaar/", checking.check_finish, name="check_finish"),
    path("antwoorden/<int:sitting_id>/heropenen/", checking.check_reopen, name="check_reopen"),
    path("antwoorden/<int:sitting_id>/bestand.<str:extension>", sittings.sitting_export, name="sitting_export"),
    path("antwoorden/antwoord/<int:answer_id>/", checking.answer_correct, name="answer_correct"),
    path("vragenlijsten/", managing.questionnaires, name="questionnaires"),
    path("vragenlijsten/nieuw/", managing.questionnaire_upload, name="questionnaire_upload"),
    path("vragenlijsten/<int:version_id>/", managing.questionnaire_one, name="questionnaire_one"),
    path(
        "vragenlijsten/<int:version_id>/bestand.<str:extension>",
        managing.questionnaire_download,
        name="questionnaire_download",
    ),
    path("vragenlijsten/<int:version_id>/stoppen/", managing.questionnaire_retire, name="questionnaire_retire"),
    path("vragenlijsten/<int:version_id>/weer/", managing.questionnaire_unretire, name="questionnaire_unretire"),
]
