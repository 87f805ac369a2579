"""Routes of the intake: questionnaires, measurements, profile and tests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
