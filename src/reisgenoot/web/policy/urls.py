"""Routes of the screens for policy officers: the approach and the tables."""

from django.urls import URLPattern, path

from reisgenoot.web.policy.approach import views as approach

urlpatterns: list[URLPattern] = [
    path("aanpak/", approach.approach_list, name="approach"),
    path("aanpak/<slug:key>/", approach.approach_one, name="approach_one"),
    path("aanpak/<slug:key>/verschil/", approach.approach_difference, name="approach_difference"),
]
