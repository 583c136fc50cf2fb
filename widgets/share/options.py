"""The choices of a document as a form, made from its options record and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import Field as RecordField
from dataclasses import fields
from datetime import date
from typing import Any, Literal, get_args, get_origin, get_type_hints

from models import queries
from models.vocabulary import Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.editors import CheckEditor
from widgets.fields.field import Field, Kind
from widgets.fields.form import Form

THE_FIRST = N_("The first one")  # where nothing of a list was chosen
LONGEST_CHECK = 28  # letters that stand beside a check box in a narrow panel
KINDS: dict[Any, Kind] = {bool: "check", str: "line", int: "number", date: "date"}


def form_fields(record: type[Any], rows: Mapping[str, tuple[Term, ...]] | None = None) -> tuple[Field, ...]:
    """Return the fields of a form for an options record; what the window fills in by itself is left out.

    `rows`: the rows of the project that a choice may be one of, by what they are; see `rows_of`.
    """
    hints = get_type_hints(record)
    return tuple(_field(one, hints[one.name], rows or {}) for one in fields(record) if "from" not in one.metadata)


def rows_of(record: type[Any], context: Context) -> dict[str, tuple[Term, ...]]:
    """Return the rows that choices of a record may be, by what they are: such as the project's paths."""
    wanted = {one.metadata["choices"] for one in fields(record) if "choices" in one.metadata}
    if "paths" not in wanted:
        return {}
    return {"paths": tuple(Term(path.id, path.title or "–") for path in context.document.ask(queries.paths))}


def begun_with(record: type[Any], context: Context) -> dict[str, Any]:
    """Return the choices that follow from what the facilitator looks at, until somebody chooses: the path in Map."""
    at = {"paths": context.session.path_id or ""}
    return {one.name: at[one.metadata["choices"]] for one in fields(record) if one.metadata.get("choices") in at}


def filled_by_window(record: type[Any], workshop_id: str) -> dict[str, Any]:
    """Return the choices that follow from where the facilitator is."""
    known = {"workshop": workshop_id}
    filled = [one for one in fields(record) if one.metadata.get("from") in known]
    return {one.name: known[one.metadata["from"]] for one in filled}


def defaults(record: type[Any]) -> dict[str, Any]:
    """Return every choice as it is before anybody chose."""
    made = record()
    return {one.name: getattr(made, one.name) for one in fields(record)}


def _field(one: RecordField[Any], hint: Any, rows: Mapping[str, tuple[Term, ...]]) -> Field:
    label, explain = str(one.metadata.get("label", one.name)), str(one.metadata.get("explain", ""))
    if "choices" in one.metadata:
        return Field(one.name, label, "choice", rows.get(one.metadata["choices"], ()), THE_FIRST, explain)
    if get_origin(hint) is Literal:
        terms = one.metadata.get("terms") or tuple(Term(code, code) for code in get_args(hint))
        return Field(one.name, label, "chips", options=terms, explain=explain)
    plain = next((kind for kind in (hint, *get_args(hint)) if kind in KINDS), str)
    return Field(one.name, label, KINDS[plain], explain=explain)


class OptionsForm(Form):
    """The choices of one document. They live as long as the window; nothing of them is in the file."""

    def __init__(self, context: Context, export_id: str, record: type[Any], changed: Callable[[], object]) -> None:
        self._begun = begun_with(record, context)
        self.values = {**defaults(record), **self._begun}
        self._defaults = defaults(record)
        self._told, self._record = changed, record
        self.rows = rows_of(record, context)
        super().__init__(context, form_fields(record, self.rows), self._take, f"share-{export_id}")
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

    def follow(self) -> None:
        """Begin with what the facilitator looks at now, where nobody chose anything else."""
        now = begun_with(self._record, self.context)
        moved = {key: value for key, value in now.items() if self.values[key] == self._begun[key] != value}
        self._begun = now
        if moved:
            self.values |= moved
            self.show_values(self.row_id, self.values)

    def take_over(self, before: "OptionsForm") -> None:
        """Hold what was chosen in a form before it, for rows that are still there."""
        there = {term.code for terms in self.rows.values() for term in terms}
        gone = {term.code for terms in before.rows.values() for term in terms} - there
        self._begun = before._begun
        self.values |= {key: value for key, value in before.values.items() if value not in gone}
        self.show_values(self.row_id, self.values)

    def chosen(self, more: Mapping[str, Any]) -> dict[str, Any]:
        """Return all choices, with what the window fills in."""
        return {**self.values, **more}
