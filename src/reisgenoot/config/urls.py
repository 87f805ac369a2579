"""All routes."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from reisgenoot.web import drafts, entrance
from reisgenoot.web.admin.urls import urlpatterns as admin_routes
from reisgenoot.web.caseworker.agenda.urls import urlpatterns as agenda_routes
from reisgenoot.web.caseworker.asking.urls import urlpatterns as asking_routes
from reisgenoot.web.caseworker.direction.urls import urlpatterns as direction_routes
from reisgenoot.web.caseworker.handing.urls import urlpatterns as handing_routes
from reisgenoot.web.caseworker.intake.urls import urlpatterns as intake_routes
from reisgenoot.web.caseworker.planning.urls import urlpatterns as planning_routes
from reisgenoot.web.caseworker.urls import urlpatterns as caseworker_routes
from reisgenoot.web.help.urls import urlpatterns as help_routes
from reisgenoot.web.housing.urls import urlpatterns as housing_routes
from reisgenoot.web.management.urls import urlpatterns as management_routes
from reisgenoot.web.newcomer.urls import urlpatterns as newcomer_routes
from reisgenoot.web.policy.urls import urlpatterns as policy_routes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.start, name="start"),
    path("organisatie/", entrance.choose, name="choose_organisation"),
    path("gezond/", entrance.health, name="health"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("taal/", entrance.set_language, name="set_language"),
    path("concept/bewaren/", drafts.draft_save, name="draft_save"),
    path("concept/weg/", drafts.draft_discard, name="draft_discard"),
    path("concept/leeft/", drafts.draft_alive, name="draft_alive"),
    *caseworker_routes,
    *asking_routes,
    *intake_routes,
    *planning_routes,
    *agenda_routes,
    *direction_routes,
    *handing_routes,
    *housing_routes,
    *management_routes,
    *newcomer_routes,
    *policy_routes,
    *help_routes,
    *admin_routes,
]

if settings.DEMO:
    from reisgenoot.web import demo, gallery

    urlpatterns += [
        path("demo/", demo.entrance, name="demo_entrance"),
        path("bouwstenen/", gallery.gallery, name="gallery"),
    ]

handler404 = "reisgenoot.web.entrance.not_found"
handler403 = "reisgenoot.web.entrance.not_allowed"
handler500 = "reisgenoot.web.entrance.broken"
