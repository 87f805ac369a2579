"""Routes of direction: obstacles, basics, unburdening, escalation, division of tasks, reflection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
