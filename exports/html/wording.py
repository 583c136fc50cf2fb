"""People's words in HTML: escaped, in their language and direction, links only where they are harmless."""

from markupsafe import Markup, escape

from exports.document import Run, Words, as_runs, plain
from exports.outline import is_language, runs_from_right
from exports.pair_words import STROKE
from exports.pdf import bidi
from exports.pdf.letters import clean, is_safe
from exports.words import Tongues


def tidy(text: str) -> str:
    """Return a text without what no file can hold: control letters, halves of letters, turned directions."""
    return clean(text).encode("utf-8", "replace").decode("utf-8")


def finalize(value: object) -> object:
    """Return what a template prints: text is tidied, and escaped by the template; markup is ours already."""
    return tidy(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def one_line(text: str) -> str:
    """Return a text in one line."""
    return " ".join(tidy(text).split())


def line_of(text: str) -> str:
    """Return a text in one line, its parts still in their languages."""
    return text.tidied(one_line) if isinstance(text, Tongues) else one_line(text)


def in_one_language(text: str) -> str:
    """Return what a line says in the document's language: the name of a page cannot tell where another one begins."""
    if not isinstance(text, Tongues):
        return text
    own = "".join(run.text for run in text.parts if not run.language and run.text != STROKE)
    return own.strip() or str(text)


def language_attribute(language: str) -> Markup:
    """Return the lang attribute, nothing where there is no language that can be named."""
    return Markup(' lang="{}"').format(language) if is_language(language) else Markup("")


def direction_attribute(words: Words, from_right: bool) -> Markup:
    """Return the dir attribute of words that do not simply run as the page does; `from_right` is how that runs."""
    text = clean(plain(words))
    if not from_right and not bidi.has_rtl(text):
        return Markup("")
    own = bidi.base_level(text, int(from_right)) == 1
    return Markup(' dir="rtl"') if own else Markup(' dir="ltr"')


def inline(words: Words) -> Markup:
    """Return words with their emphasis and links."""
    made = as_runs(words)
    return Markup("").join(_run(run, alone=len(made) == 1) for run in made)


def _run(run: Run, *, alone: bool) -> Markup:
    made = Markup("<br>").join(escape(part) for part in tidy(run.text).split("\n"))
    if run.bold:
        made = Markup("<strong>{}</strong>").format(made)
    if run.italic:
        made = Markup("<em>{}</em>").format(made)
    if run.href and is_safe(run.href):
        made = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(tidy(run.href), made)
    language = language_attribute(run.language)
    isolated = not alone and (bidi.has_rtl(run.text) or runs_from_right(run.language))
    if language or isolated:
        shape = Markup("<bdi{}>{}</bdi>") if isolated else Markup("<span{}>{}</span>")
        made = shape.format(language, made)
    return made
