"""The small card at the foot of the sections: when the workshop is, and how much is still open."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from models import records as r
from resources.texts import Translator
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label
from widgets.prepare.content import Content, OpenThing, open_things
from widgets.theme import GRID


def when(workshop: r.WorkshopRecord, today: date, tr: Translator) -> str:
    """Return when a workshop is, as a sentence for the facilitator."""
    name = workshop.title
    if workshop.day is None:
        return tr("{workshop} has no date yet.", workshop=name)
    ahead = (workshop.day - today).days
    if ahead in (-1, 0, 1):
        sentences = (
            tr("{workshop} was yesterday.", workshop=name),
            tr("{workshop} is today.", workshop=name),
            tr("{workshop} is tomorrow.", workshop=name),
        )
        return sentences[ahead + 1]
    if ahead > 0:
        return tr.count("{workshop} is in {n} day.", "{workshop} is in {n} days.", ahead, workshop=name)
    return tr.count("{workshop} was {n} day ago.", "{workshop} was {n} days ago.", -ahead, workshop=name)


class Overview(Surface):
    """A sentence, and a button that lists what is open and goes there. Only for the facilitator."""

    def __init__(self, context: Context, go: Callable[[str], object]) -> None:
        super().__init__("card")
        self._context, self._go = context, go
        self._open: tuple[OpenThing, ...] = ()
        self.when = Label("")
        self.state = Label("", "strong")
        self.show_open = Button(context.look, context.tr("Show what is open"), kind="link", clicked=self.list_open)
        self.setLayout(column(self.when, self.state, self.show_open, spacing=GRID, margin=3 * GRID))
        self.setAccessibleName(context.tr("What is entered and what is open"))

    def show_content(self, content: Content) -> None:
        """Say how things stand."""
        tr, today = self._context.tr, self._context.today()
        self._open = open_things(content, tr)
        self.when.setText(when(content.workshop, today, tr) if content.workshop else "")
        self.when.setVisible(content.workshop is not None)
        said = tr.count("One thing is open.", "{n} things are open.", len(self._open))
        self.state.setText(said if self._open else tr("Everything is entered."))
        self.show_open.setVisible(bool(self._open))
        self.show_open.setAccessibleDescription(" ".join(one.sentence for one in self._open))

    def list_open(self) -> None:
        """Show what is open."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.show_open.mapToGlobal(QPoint(0, self.show_open.height())))

    def menu(self) -> QMenu:
        """Return a menu of what is open; each entry leads to where it is entered."""
        menu = QMenu(self)
        for one in self._open:
            menu.addAction(one.sentence).triggered.connect(lambda _=False, section=one.section: self._go(section))
        return menu
