"""Routes of the housing department. Addresses hold ids only."""

from django.urls import URLPattern, path

from reisgenoot.web.housing import homes, views

urlpatterns: list[URLPattern] = [
    path("woningmelding/", views.housing, name="housing"),
    path("woningmelding/nieuw/", views.housing_new, name="housing_new"),
    path("woningmelding/<int:signal_id>/", views.housing_signal, name="housing_signal"),
    path("woningmelding/<int:signal_id>/herstellen/", views.housing_correct, name="housing_correct"),
    path("woningmelding/<int:signal_id>/intrekken/", views.housing_withdraw, name="housing_withdraw"),
    path("woningmelding/<int:signal_id>/terug/", views.housing_reinstate, name="housing_reinstate"),
    path("woningmelding/<int:signal_id>/<slug:key>/", homes.housing_home, name="housing_home"),
    path("woningmelding/<int:signal_id>/<slug:key>/terug/", homes.housing_home_undo, name="housing_home_undo"),
]
