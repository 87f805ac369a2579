"""Routes of questionnaires: asking, checking, managing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
