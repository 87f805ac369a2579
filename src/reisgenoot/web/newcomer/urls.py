"""Routes of the newcomer: a questionnaire on one's own phone."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
