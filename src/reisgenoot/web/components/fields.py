"""Controls of Django forms in the classes of NL Design System, with the words about them tied to them."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.CheckboxInput, ""),
    (forms.FileInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
]
_SHORT = (forms.DateInput, forms.TimeInput, forms.NumberInput)


def control_kind(field: BoundField) -> str:
    """How a field is laid out: ``checkbox``, ``choices`` (a group of them) or ``single``."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"


def control(field: BoundField) -> SafeString:
    """The control itself; a date is asked with the browser's own calendar."""
    widget = field.field.widget
    classes = next(names for kind, names in _CLASSES if isinstance(widget, kind))
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, [widget.attrs.get("class", ""), classes]))}
    if isinstance(widget, _SHORT):
        attrs["class"] = f"{attrs['class']} utrecht-textbox--short"
    if isinstance(widget, forms.DateInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    if field.help_text or field.errors:
        attrs["aria-describedby"] = f"{field.auto_id}_words"
    return field.as_widget(attrs=attrs)
