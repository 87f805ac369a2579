"""Bringing files in: upload, then confirm what the check showed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from reisgenoot.deliveries.recipe import Recipe
from reisgenoot.deliveries.selectors import get_delivery, recipes_for
from reisgenoot.deliveries.uploads import check_delivery, confirm_delivery, receive_upload, withdraw_delivery
from reisgenoot.kernel.errors import InvalidInput
from reisgenoot.kernel.permissions import Permission
from reisgenoot.web.access import StaffRequest, page
from reisgenoot.web.admin.deliveries.forms import UploadForm
from reisgenoot.web.components.actions import Fact

UNPROCESSABLE = 422


@page(Permission.DELIVERY_WRITE)
@require_http_methods(["GET", "POST"])
def delivery_upload(request: StaffRequest) -> HttpResponse:
    """Bring files in. They are checked first; nothing changes until somebody confirms."""
    recipes = recipes_for(by=request.actor)
    language = get_language() or "nl"
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        recipes=[(recipe.key, recipe.title.in_language(language)) for recipe in recipes],
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            received = receive_upload(by=request.actor, recipe=said["recipe"], files=said["files"])
        except InvalidInput as error:
            form.add_error("files", str(error))
        else:
            check_delivery(by=request.actor, delivery_id=received.pk)
            return redirect("delivery", received.pk)
    context = {"form": form, "recipes": [_recipe_facts(recipe, language) for recipe in recipes]}
    return render(request, "admin/delivery_upload.html", context, status=UNPROCESSABLE if form.errors else 200)


def _recipe_facts(recipe: Recipe, language: str) -> tuple[str, list[Fact]]:
    """Which files a kind of delivery knows, and by what names."""
    files = [Fact(kind.title.in_language(language), ", ".join(kind.files)) for kind in recipe.files.values()]
    return recipe.title.in_language(language), files


@page(Permission.DELIVERY_WRITE)
@require_POST
def delivery_confirm(request: StaffRequest, delivery_id: int) -> HttpResponse:
    """Read in what was checked."""
    get_delivery(by=request.actor, delivery_id=delivery_id)
    try:
        confirm_delivery(by=request.actor, delivery_id=delivery_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect("delivery", delivery_id)


@page(Permission.DELIVERY_WRITE)
@require_POST
def delivery_withdraw(request: StaffRequest, delivery_id: int) -> HttpResponse:
    """Delete the files of an upload that will not be read in."""
    get_delivery(by=request.actor, delivery_id=delivery_id)
    try:
        withdraw_delivery(by=request.actor, delivery_id=delivery_id)
    except InvalidInput as error:
        messages.error(request, str(error))
    return redirect("delivery", delivery_id)
