"""What may be said of a story beside its words: who, how it was given, tags. Out of the way until asked for."""

from PySide6.QtWidgets import QLineEdit, QWidget

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

    def values(self) -> dict[str, object]:
        """Return what is known of the story beside its words."""
        return {"given_how": self.given.code or TOLD}

    def person_name(self) -> str:
        """Return the pseudonym, number or code of whoever tells it, empty where it is not said."""
        return self.person.text().strip()

    def empty(self) -> None:
        """Forget what was filled in."""
        self.person.clear()
        self.tags.clear()
        self.given.show_code(TOLD)


def tags_of(text: str) -> tuple[str, ...]:
    """Return tags that were typed with commas between them, each once."""
    return tuple(dict.fromkeys(tag.strip()[:100] for tag in text.split(",") if tag.strip()))
