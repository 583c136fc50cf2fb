"""Keeps the texts of documents in step with the program: `python docs/texts.py [LANGUAGE …]`, in the project's folder.

Reads every text that a document can print from the sources, brings each language's documents.po up to date (what was
translated stays, what is gone goes, what is new is empty) and compiles it to documents.mo; both are committed. A
language that is named and not there yet is begun. Fill in the empty texts by hand and run this again: what is still
empty is listed at the end. Nothing in the files tells when, where or by whom they were made: same texts, same bytes.
"""

import ast
import string
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "resources" / "locale"
MARKERS = ("tr", "texts", "N_")

# What can be printed in a document: folders and modules, read in this order, less those that are only ON_SCREEN.
SCOPE = (
    "exports",
    "models/vocabulary.py",
    "models/answers.py",
    "models/path_differences.py",  # what differs between two paths: kinds and facts
    "models/fix_or_fit.py",  # sentences about the ratio, in the lead's report
    "models/vote_records.py",  # what a vote decides, and by which rule
    "models/vote_words.py",
)
# What documents use and what has texts, but only such as are shown on screen or are said where something fails.
ON_SCREEN = (
    "exports/exchange",
    "exports/target.py",
    "models/edits",
    "models/money.py",
    "models/wordings_reads.py",  # the wording check beside the preview
)


class Texts(Catalog):
    """A catalogue whose header says only what reading it needs: the language, its plurals, the letters."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, the same whenever and wherever it is written."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """Read nothing from a header: all of it is known."""


def po_path(language: str) -> Path:
    """Return where the texts of a language are written by people."""
    return LOCALE / language / "LC_MESSAGES" / "documents.po"


def languages() -> list[str]:
    """Return the languages that there are texts in."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/documents.po"))


def modules() -> list[Path]:
    """Return the sources that texts of documents stand in."""
    left_out = {path for name in ON_SCREEN for path in sources(name)}
    return [path for name in SCOPE for path in sources(name) if path not in left_out]


def sources(name: str) -> list[Path]:
    """Return the modules of a folder, or the one of a name."""
    place = ROOT / name
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def extracted() -> Catalog:
    """Return every text that can be printed, with the modules it stands in."""
    template = Catalog()
    for path in modules():
        for message in texts_in(path.read_text(encoding="utf-8")):
            template.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return template


def texts_in(source: str) -> Iterator[str | tuple[str, str]]:
    """Return the marked texts of a module in their order; of tr.count both forms.

    Read from the syntax tree: Babel's own reader does not see into f-strings and mistakes what stands in a call.
    """
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name in MARKERS and call.args:
            yield from _literals(call.args[0])
        elif name == "count" and len(call.args) > 2:
            yield from zip(_literals(call.args[0]), _literals(call.args[1]), strict=True)


def _literals(node: ast.expr) -> list[str]:
    """Return the text that an argument is, or both that it may be."""
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value else []


def read(language: str) -> Catalog:
    """Return the texts of a language as they were written; of a new one, none."""
    catalogue = Texts(language, header_comment=f"# The texts of documents in {language}. Renewed by docs/texts.py.")
    if po_path(language).exists():
        with po_path(language).open("rb") as file:
            written = read_po(file, language)
        catalogue.header_comment = written.header_comment
        for message in written:
            if message.id:
                catalogue[message.id] = message
    return catalogue


def updated(language: str, template: Catalog) -> Catalog:
    """Return a language's texts, brought up to date."""
    catalogue, before = Texts(language, fuzzy=False), read(language)
    catalogue.header_comment = before.header_comment
    for message in template:
        if message.id:
            known = before.get(message.id)
            fits = known is not None and known.pluralizable == message.pluralizable
            empty = ("",) * catalogue.num_plurals if message.pluralizable else ""
            message.string = known.string if known is not None and fits else empty
            message.user_comments = known.user_comments if known is not None else []
            catalogue[message.id] = message
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the file that people write in."""
    out = BytesIO()
    write_po(out, catalogue, width=118, ignore_obsolete=True, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the file that the program reads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each English form of a text with its translation; every plural form of it with the English plural."""
    if not message.pluralizable:
        return [(str(message.id), str(message.string or ""))]
    one, many = message.id
    said = list(message.string) if isinstance(message.string, (list, tuple)) else []
    return [(one if at == 0 else many, text or "") for at, text in enumerate(said)] or [(one, "")]


def names(text: str) -> set[str]:
    """Return the names of the places in a text, {name}; ValueError for a brace too many."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def problems(catalogue: Catalog) -> list[str]:
    """Return what keeps a language from being whole: an empty text, a plural that lacks, a place that differs."""
    found: list[str] = []
    for message in catalogue:
        if not message.id:
            continue
        pairs = forms(message)
        if any(not text.strip() for _, text in pairs):
            found.append(f"empty: {pairs[0][0]}")
        elif message.pluralizable and len(pairs) != catalogue.num_plurals:
            found.append(f"plural: {pairs[0][0]}")
        elif message.fuzzy:
            found.append(f"not sure: {pairs[0][0]}")
        else:
            found += [f"places: {english}" for english, text in pairs if not _same_places(english, text)]
    return found


def _same_places(english: str, text: str) -> bool:
    try:
        return names(english) == names(text)
    except ValueError:
        return english == text


def main(wanted: list[str]) -> int:
    """Renew the named languages and those that are there; 1 where a text is still to be translated."""
    left = 0
    for language in sorted({*languages(), *wanted}):
        catalogue = updated(language, extracted())
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalogue))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
        open_ones = problems(catalogue)
        left += len(open_ones)
        sys.stdout.write("".join(f"{language}: {line}\n" for line in open_ones))
        sys.stdout.write(f"{language}: {len(catalogue)} texts, {len(open_ones)} to look at.\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
