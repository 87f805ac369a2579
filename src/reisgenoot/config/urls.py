"""All routes."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from reisgenoot.web import entrance
from reisgenoot.web.admin.urls import urlpatterns as admin_routes
from reisgenoot.web.caseworker.urls import urlpatterns as caseworker_routes
from reisgenoot.web.policy.urls import urlpatterns as policy_routes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.start, name="start"),
    path("organisatie/", entrance.choose, name="choose_organisation"),
    path("gezond/", entrance.health, name="health"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("taal/", entrance.set_language, name="set_language"),
    *caseworker_routes,
    *policy_routes,
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
