"""What may be said of a story beside its words: who, how it was given, tags. Out of the way until asked for."""

from PySide6.QtWidgets import QLineEdit, QWidget

from models import queries
from models.edits.voices import AddParticipant
from models.vocabulary import GIVEN_HOW
from widgets.context import Context
from widgets.parts.buttons import Choices
from widgets.parts.frames import column, row
from widgets.parts.labels import caption
from widgets.theme import GRID

TOLD = "told"


class More(QWidget):
    """Fields of a story that nobody has to fill."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self.person = QLineEdit()
        self.person.setMaxLength(200)
        self.person.setAccessibleName(tr("Pseudonym or number of whoever tells it"))
        self.person.setPlaceholderText(tr("Pseudonym or number, never a name that must be given"))
        self.tags = QLineEdit()
        self.tags.setAccessibleName(tr("Tags, with commas between them"))
        self.tags.setPlaceholderText(tr("with commas between them"))
        self.given = Choices(
            context.look, tr("How it was given"), [(one.code, tr(one.label), "") for one in GIVEN_HOW], chips=True
        )
        self.given.show_code(TOLD)
        who = column(caption(tr("Who tells it")), self.person, spacing=GRID)
        found = column(caption(tr("Tags")), self.tags, spacing=GRID)
        how = column(caption(tr("How it was given")), self.given, spacing=GRID)
        self.setLayout(column(row(who, found), how))

    def tag_list(self) -> tuple[str, ...]:
        """Return the tags, each once."""
        return tags_of(self.tags.text())

    def values(self, group_id: str | None) -> dict[str, object] | None:
        """Return what is known of the story beside its words; None where the participant was refused."""
        values: dict[str, object] = {"given_how": self.given.code or TOLD}
        name = self.person.text().strip()
        if not name:
            return values
        participant_id = participant_called(self.context, name)
        if participant_id is None:
            done = self.context.document.perform(AddParticipant(name, group_id))
            if done is None:
                return None
            participant_id = str(done.result)
        return {**values, "participant_id": participant_id, "teller": name}

    def empty(self) -> None:
        """Forget what was filled in."""
        self.person.clear()
        self.tags.clear()
        self.given.show_code(TOLD)


def tags_of(text: str) -> tuple[str, ...]:
    """Return tags that were typed with commas between them, each once."""
    return tuple(dict.fromkeys(tag.strip()[:100] for tag in text.split(",") if tag.strip()))


def participant_called(context: Context, name: str) -> str | None:
    """Return the participant with a pseudonym or a code, None where nobody has it."""
    wanted = name.strip().casefold()
    people = context.document.ask(queries.participants).items()
    return next((one for one, (called, code) in people if wanted in (called.casefold(), code.casefold())), None)
