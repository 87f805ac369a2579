"""Routes of the plan: writing, signing, comparing, printing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
