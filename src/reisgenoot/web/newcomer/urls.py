"""Routes of the newcomer: a questionnaire on one's own phone."""

from django.urls import URLPattern, path

from reisgenoot.web.newcomer import views

urlpatterns: list[URLPattern] = [
    path("v/<str:token>/", views.link_open, name="link_open"),
    path("v/<str:token>/vragen/", views.link_ask, name="link_ask"),
]
