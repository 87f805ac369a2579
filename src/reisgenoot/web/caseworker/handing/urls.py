"""Routes of handover: handovers, packages and sharing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
