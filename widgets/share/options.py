"""The choices of a document as a form, made from its options record and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import Field as RecordField
from dataclasses import fields
from datetime import date
from typing import Any, Literal, get_args, get_origin, get_type_hints

from models.vocabulary import Term
from widgets.context import Context
from widgets.fields.editors import CheckEditor
from widgets.fields.field import Field, Kind
from widgets.fields.form import Form

LONGEST_CHECK = 28  # letters that stand beside a check box in a narrow panel
KINDS: dict[Any, Kind] = {bool: "check", str: "line", int: "number", date: "date"}


def form_fields(record: type[Any]) -> tuple[Field, ...]:
    """Return the fields of a form for an options record; what the window fills in by itself is left out."""
    hints = get_type_hints(record)
    return tuple(_field(one, hints[one.name]) for one in fields(record) if "from" not in one.metadata)


def filled_by_window(record: type[Any], workshop_id: str) -> dict[str, Any]:
    """Return the choices that follow from where the facilitator is."""
    known = {"workshop": workshop_id}
    filled = [one for one in fields(record) if one.metadata.get("from") in known]
    return {one.name: known[one.metadata["from"]] for one in filled}


def defaults(record: type[Any]) -> dict[str, Any]:
    """Return every choice as it is before anybody chose."""
    made = record()
    return {one.name: getattr(made, one.name) for one in fields(record)}


def _field(one: RecordField[Any], hint: Any) -> Field:
    label, explain = str(one.metadata.get("label", one.name)), str(one.metadata.get("explain", ""))
    if get_origin(hint) is Literal:
        terms = one.metadata.get("terms") or tuple(Term(code, code) for code in get_args(hint))
        return Field(one.name, label, "chips", options=terms, explain=explain)
    plain = next((kind for kind in (hint, *get_args(hint)) if kind in KINDS), str)
    return Field(one.name, label, KINDS[plain], explain=explain)


class OptionsForm(Form):
    """The choices of one document. They live as long as the window; nothing of them is in the file."""

    def __init__(self, context: Context, export_id: str, record: type[Any], changed: Callable[[], object]) -> None:
        self.values = defaults(record)
        self._defaults = dict(self.values)
        self._told = changed
        super().__init__(context, form_fields(record), self._take, f"share-{export_id}")
        self.show_values(export_id, self.values)
        self._wrap_long_checks()

    def _wrap_long_checks(self) -> None:
        """Put the words of a long check above it, where they wrap: a check box would cut them."""
        for key, label in self._labels.items():
            editor = self.editor(key)
            if isinstance(editor, CheckEditor) and len(label.text()) > LONGEST_CHECK:
                label.show()
                editor.box.setText(self.context.tr("Yes"))

    def _take(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        """Hold a choice; taking a choice back means the one that was there at first."""
        del told
        kept = value if value not in ("", None) else self._defaults[key]
        self.values[key] = kept
        if kept != value:
            self.editor(key).show_value(kept)
        self._told()
        return True

    def chosen(self, more: Mapping[str, Any]) -> dict[str, Any]:
        """Return all choices, with what the window fills in."""
        return {**self.values, **more}
