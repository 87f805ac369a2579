"""The form with which files are brought in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_FILES = 50


class ManyFiles(forms.ClearableFileInput):
    """A control for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each file checked for size; no more than `MOST_FILES`."""
        given = data if isinstance(data, list | tuple) and data else [data or None]
        files = [super(FilesField, self).clean(one, initial) for one in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Hoogstens %(n)d bestanden tegelijk.") % {"n": MOST_FILES})
        for file in files:
            if file.size > settings.DELIVERY_MAX_BYTES:
                size = filesizeformat(settings.DELIVERY_MAX_BYTES)
                raise forms.ValidationError(
                    _("“%(name)s” is te groot: hoogstens %(size)s per bestand.") % {"name": file.name, "size": size}
                )
        return files


class UploadForm(forms.Form):
    """What is delivered, and the files."""

    recipe = forms.ChoiceField(label=gettext_lazy("Wat lever je aan?"), widget=forms.RadioSelect)
    files = FilesField(
        label=gettext_lazy("Bestanden"),
        help_text=gettext_lazy("Werkmappen (.xlsx) of .csv. Kies ze allemaal tegelijk, of sleep ze hierheen."),
    )

    def __init__(self, *args: Any, recipes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["recipe"]
        field.choices = recipes  # type: ignore[attr-defined]  # a choice field
        if len(recipes) == 1:
            field.initial = recipes[0][0]
