"""Routes of the team manager: caseload, handing over, who is left behind."""

from django.urls import URLPattern, path

from reisgenoot.web.management import handed, handover, left_behind, telling, what_if
from reisgenoot.web.management import team as team_page

urlpatterns: list[URLPattern] = [
    path("team/", team_page.team, name="team"),
    path("team/wat-als/", what_if.team_what_if, name="team_what_if"),
    path("team/overdragen/<int:staff_id>/", handover.caseload_handover, name="caseload_handover"),
    path("team/overdracht/<int:handover_id>/", handed.caseload_handed, name="caseload_handed"),
    path("team/overdracht/<int:handover_id>/terug/", handed.caseload_handover_undo, name="caseload_handover_undo"),
    path("team/overdracht/<int:handover_id>/verstuurd/", telling.handover_notices_sent, name="handover_notices_sent"),
    path("team/bericht/<int:notice_id>/", telling.handover_notice, name="handover_notice"),
    path("team/bericht/<int:notice_id>/brief/", telling.handover_letter, name="handover_letter"),
    path("team/bericht/<int:notice_id>/terug/", telling.handover_notice_undo, name="handover_notice_undo"),
    path("team/wie-blijft-achter/", left_behind.left_behind, name="left_behind"),
    path("team/wie-blijft-achter/bestand/", left_behind.left_behind_export, name="left_behind_export"),
    path("team/wie-blijft-achter/<slug:what>/", left_behind.left_behind_list, name="left_behind_list"),
    path(
        "team/wie-blijft-achter/<slug:what>/bestand/",
        left_behind.left_behind_list_export,
        name="left_behind_list_export",
    ),
]
