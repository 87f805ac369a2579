"""Routes of the agenda: appointments, interpreters, invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
