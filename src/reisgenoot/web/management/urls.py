"""Routes of the team manager: caseload, handing over, who is left behind."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
