"""The whole path as a picture, fitted. The steps follow on slides in large type, one stage at a time."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from models.records import GroupRecord, PathRecord
from resources.texts import Translator
from widgets.canvas.scene import PathScene
from widgets.prepare.opening import Slide
from widgets.present.look import ProjectorLook
from widgets.present.setting import PICTURE, Leaf, Setter, laid

WIDTHS = (700, 850, 1000, 1200, 1400, 1700, 2000)  # of the scene at 100 % text; columns wrap their words to them


class PathFace(QWidget):
    """A path with projector manners: nothing to mark, nothing red, no counts."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._look = ProjectorLook(self)
        self._look.enlarge(100)  # the picture as a whole is enlarged
        self._name = ""
        self._path: PathRecord | None = None
        self._groups: tuple[GroupRecord, ...] = ()
        self.scene = PathScene(self._look, tr, manners=True)
        self.view = QGraphicsView(self.scene, self)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setInteractive(False)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for set_policy in (self.view.setHorizontalScrollBarPolicy, self.view.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_path(self, path: PathRecord, groups: tuple[GroupRecord, ...], name: str) -> None:
        """Show a path; only `groups` are named beside their lines."""
        shown = for_the_hall(path)
        if (name, shown, groups) == (self._name, self._path, self._groups):
            return  # most changes of the file change nothing here, and fitting is dear
        self._name, self._path, self._groups = name, shown, groups
        self.setAccessibleName(path.title or name)
        self.view.setAccessibleName(path.title or name)
        self._fit()
        self.update()

    def leaf(self) -> Leaf:
        """Return the head; what is below it is the picture."""
        title = Slide(self._path.title if self._path else "", (), PICTURE)
        return Setter(self._look, self.size().toSizeF(), self._name).leaves(title)[0]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the path into another size."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the head."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.colour("paper"))
        for piece in self.leaf().head:
            painter.setPen(self._look.colour(piece.token))
            laid(piece, self._look).draw(painter, piece.at)

    def _fit(self) -> None:
        """Lay the path out so that all of it fits and its words are as large as they can be.

        Lanes are not left out: feelings hang on their cards, and a line without some of its points would be untrue.
        """
        head = max((round(one.at.y() + one.height) for one in self.leaf().head), default=0)
        margin = round(self.width() * 0.03)
        top = head + round(self.height() * 0.02)
        self.view.setGeometry(margin, top, max(1, self.width() - 2 * margin), max(1, self.height() - top - margin // 2))
        if self._path is None:
            return
        self.scene.show_path(self._path, self._groups, {})
        best = max(WIDTHS, key=self._scale_at)
        self._scale_at(best)
        self.view.setSceneRect(self._drawn())
        self.view.fitInView(self._drawn(), Qt.AspectRatioMode.KeepAspectRatio)

    def _scale_at(self, width: int) -> float:
        """Lay the path out in a width and return how much it can be enlarged then."""
        self.scene.set_width(width)
        area = self._drawn()
        return min(self.view.width() / max(1.0, area.width()), self.view.height() / max(1.0, area.height()))

    def _drawn(self) -> QRectF:
        """Return where something is drawn."""
        return self.scene.itemsBoundingRect()


def for_the_hall(path: PathRecord) -> PathRecord:
    """Return a path without what a hall is not shown: who owns a step, and what was noted beside a feeling."""
    cards = tuple(replace(card, owner="", pain_note="", hand_off="") for card in path.cards)
    feelings = tuple(replace(felt, participant_id=None, story_id=None, note="") for felt in path.feelings)
    return replace(path, cards=cards, feelings=feelings)
