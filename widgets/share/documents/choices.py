"""What is chosen for each document, for as long as the project is open: form, language, and its own options."""

from collections.abc import Callable
from typing import Any

from exports.catalog import Export, export_of
from models import queries
from widgets.context import Context
from widgets.share.documents.languages import usual
from widgets.share.documents.listing import document_of
from widgets.share.options import OptionsForm, filled_by_window, rows_of
from widgets.share.wanted import Wanted


class Choices:
    """The choices of all documents. A language that was chosen for one is the one to begin with for the others."""

    def __init__(self, context: Context, changed: Callable[[], object]) -> None:
        self._context, self._changed = context, changed
        self._own_options: dict[tuple[str, type[Any]], OptionsForm] = {}
        self._forms: dict[str, str] = {}
        self._languages: dict[str, tuple[str, str]] = {}
        self._last: tuple[str, str] | None = None

    def wanted(self, document_id: str) -> Wanted:
        """Return what is wanted of a document now."""
        export = export_of(self._forms[document_id]) if document_id in self._forms else document_of(document_id)
        language, beside = self._languages.get(document_id) or self._usual()
        window = filled_by_window(export.options, self._context.session.workshop_id or "")
        options = export.options(**self.form_of(export).chosen(window))
        return Wanted(export, options, language, "" if export.form == "data" else beside)

    def choose(self, document_id: str, languages: tuple[str, str], form: str) -> None:
        """Hold another language, or another form where the document has several."""
        if languages != self._languages.get(document_id, self._usual()):
            self._languages[document_id] = self._last = languages
        if form:
            self._forms[document_id] = form

    def form_of(self, export: Export) -> OptionsForm:
        """Return the form with a document's own choices, the same for all of its forms."""
        key = (export.document, export.options)
        known = self._own_options.get(key)
        if known is None or known.rows != rows_of(export.options, self._context):
            made = OptionsForm(self._context, export.document, export.options, self._changed)
            if known is not None:  # a path was added, renamed or removed
                made.take_over(known)
            self._own_options[key] = made
        else:
            known.follow()
        return self._own_options[key]

    def _usual(self) -> tuple[str, str]:
        project = self._context.document.ask(queries.project).language
        return self._last or (usual(project, self._context.tr.language), "")
