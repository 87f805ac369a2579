"""Routes of the plan: writing, signing, comparing, printing."""

from django.urls import URLPattern, path

from reisgenoot.web.caseworker.planning import editing, following, printing, signing, versions

urlpatterns: list[URLPattern] = [
    path("dossier/<int:journey_id>/plan/schrijven/", editing.plan_edit, name="plan_edit"),
    path("dossier/<int:journey_id>/plan/afspreken/", editing.plan_agree, name="plan_agree"),
    path("dossier/<int:journey_id>/plan/weggooien/", editing.plan_discard, name="plan_discard"),
    path("dossier/<int:journey_id>/plan/terug/<int:draft_id>/", editing.plan_reopen, name="plan_reopen"),
    path("dossier/<int:journey_id>/plan/versies/", versions.plan_versions, name="plan_versions"),
    path("dossier/<int:journey_id>/plan/resultaat/", following.result_new, name="result_new"),
    path("resultaat/<int:result_id>/intrekken/", following.result_retract, name="result_retract"),
    path("plan/<int:plan_id>/tekenen/", signing.plan_sign, name="plan_sign"),
    path("plan/<int:plan_id>/papier/", signing.plan_sign_paper, name="plan_sign_paper"),
    path("plan/<int:plan_id>/zonder/", signing.plan_unsigned, name="plan_unsigned"),
    path("plan/<int:plan_id>/handtekening/<int:signature_id>/intrekken/", signing.plan_unsign, name="plan_unsign"),
    path("plan/<int:plan_id>/scan/<int:scan_id>/", signing.plan_scan, name="plan_scan"),
    path("plan/<int:plan_id>/stoppen/", following.plan_end, name="plan_end"),
    path("plan/<int:plan_id>/pdf/", printing.plan_pdf, name="plan_pdf"),
    path("plan/<int:plan_id>/brief/", printing.plan_letter, name="plan_letter"),
    path("planafspraak/<int:agreement_id>/gedaan/", following.agreement_done, name="agreement_done"),
    path("planafspraak/<int:agreement_id>/open/", following.agreement_reopen, name="agreement_reopen"),
    path("stap/<int:step_id>/bereikt/", following.step_reached, name="step_reached"),
    path("doel/<int:goal_id>/stand/", following.goal_state, name="goal_state"),
]
