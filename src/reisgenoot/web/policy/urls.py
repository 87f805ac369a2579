"""Routes of the screens for policy officers: the approach and the tables."""

from django.urls import URLPattern, path

from reisgenoot.web.policy.approach import views as approach
from reisgenoot.web.policy.tables import views as tables

urlpatterns: list[URLPattern] = [
    path("aanpak/", approach.approach_list, name="approach"),
    path("aanpak/<slug:key>/", approach.approach_one, name="approach_one"),
    path("aanpak/<slug:key>/verschil/", approach.approach_difference, name="approach_difference"),
    path("tabellen/", tables.table_list, name="tables"),
    path("tabellen/<slug:key>/", tables.table, name="table"),
    path("tabellen/<slug:key>/grafiek.svg", tables.table_chart, name="table_chart"),
    path("tabellen/<slug:key>/tabel.<slug:extension>", tables.table_download, name="table_download"),
]
