"""Routes of the screens for who keeps the house in order: review, deliveries, reading log, staff."""

from django.urls import URLPattern, path

from reisgenoot.web.admin import reading_log, staff
from reisgenoot.web.admin.deliveries import uploading
from reisgenoot.web.admin.deliveries import views as deliveries
from reisgenoot.web.admin.review import views as review

urlpatterns: list[URLPattern] = [
    path("controle/", review.review, name="review"),
    path("controle/<int:item_id>/", review.review_item, name="review_item"),
    path("controle/<int:item_id>/besluit/", review.review_decide, name="review_decide"),
    path("controle/<int:item_id>/terug/", review.review_undo, name="review_undo"),
    path("leveringen/", deliveries.deliveries, name="deliveries"),
    path("leveringen/nieuw/", uploading.delivery_upload, name="delivery_upload"),
    path("leveringen/<int:delivery_id>/", deliveries.delivery, name="delivery"),
    path("leveringen/<int:delivery_id>/stand/", deliveries.delivery_progress, name="delivery_progress"),
    path("leveringen/<int:delivery_id>/inlezen/", uploading.delivery_confirm, name="delivery_confirm"),
    path("leveringen/<int:delivery_id>/intrekken/", uploading.delivery_withdraw, name="delivery_withdraw"),
    path("inzage/", reading_log.reading_log, name="reading_log"),
    path("inzage/bestand.csv", reading_log.reading_log_export, name="reading_log_export"),
    path("medewerkers/", staff.staff, name="staff"),
    path("medewerkers/nieuw/", staff.staff_new, name="staff_new"),
    path("medewerkers/<int:staff_id>/", staff.staff_one, name="staff_one"),
    path("medewerkers/<int:staff_id>/rol/", staff.role_grant, name="role_grant"),
    path("medewerkers/<int:staff_id>/rol/einde/", staff.role_end, name="role_end"),
    path("medewerkers/<int:staff_id>/werk/", staff.staff_work, name="staff_work"),
    path("medewerkers/<int:staff_id>/vertrek/", staff.staff_leave, name="staff_leave"),
]
