"""Routes of the help."""

from django.urls import URLPattern, path, register_converter

from reisgenoot.web.help import views


class ImageName:
    """Name of a picture: small letters, digits and hyphens."""

    regex = r"[a-z0-9-]+\.png"

    def to_python(self, value: str) -> str:
        """The name as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands."""
        return value


register_converter(ImageName, "image")

urlpatterns: list[URLPattern] = [
    path("handleiding/", views.help_list, name="help"),
    path("handleiding/<slug:slug>/", views.help_guide, name="help_guide"),
    path("handleiding/beeld/<image:name>", views.help_image, name="help_image"),
]
