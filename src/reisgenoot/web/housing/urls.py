"""Routes of the housing department: who is coming and when."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
