"""A moment in words: when it was, and what going back to it would change."""

from models.moments import Changes, MomentRecord
from resources.texts import Translator
from widgets.fields.reading import moment_in_words


def when(moment: MomentRecord, zone: str, tr: Translator) -> str:
    """Return the day and the clock time of a moment, in the project's zone."""
    return moment_in_words(moment.at, zone, tr.language)


def changes_in_words(changes: Changes, tr: Translator) -> tuple[str, ...]:
    """Return what going back would change, one short phrase each; nothing: the path is as it was."""
    phrases = (
        (changes.back, tr.count("{n} card comes back", "{n} cards come back", changes.back)),
        (changes.gone, tr.count("{n} card goes", "{n} cards go", changes.gone)),
        (changes.moved, tr.count("{n} card moves", "{n} cards move", changes.moved)),
        (changes.changed, tr.count("{n} card changes", "{n} cards change", changes.changed)),
        (changes.frame, tr.count("{n} stage or lane changes", "{n} stages and lanes change", changes.frame)),
        (changes.connections, tr.count("{n} connection changes", "{n} connections change", changes.connections)),
        (changes.feelings, tr.count("{n} feeling changes", "{n} feelings change", changes.feelings)),
    )
    return tuple(phrase for n, phrase in phrases if n)
