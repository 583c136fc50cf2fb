"""The whole path as a picture, fitted. The steps follow on slides in large type, one stage at a time."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from models.records import GroupRecord, PathRecord
from resources.texts import Translator
from widgets.canvas.scene import PathScene
from widgets.prepare.opening import Slide
from widgets.present.look import ProjectorLook
from widgets.present.setting import PICTURE, Leaf, Setter, laid

PERCENTS = (200, 175, 150, 125, 100, 80)  # of the type of a window


class PathFace(QWidget):
    """A path with projector manners: nothing to mark, nothing red, no counts."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._look = ProjectorLook(self)
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
        """Write as large as all of the path fits; where small type does not fit either, the picture is scaled down.

        Lanes are not left out: feelings hang on their cards, and a line without some of its points would be untrue.
        """
        head = max((round(one.at.y() + one.height) for one in self.leaf().head), default=0)
        margin = round(self.width() * 0.03)
        top = head + round(self.height() * 0.02)
        self.view.setGeometry(margin, top, max(1, self.width() - 2 * margin), max(1, self.height() - top - margin // 2))
        if self._path is None:
            return
        wide, high = self.view.width(), self.view.height()
        fits = False
        for percent in PERCENTS:
            self._look.enlarge(percent)
            self.scene.set_width(wide)
            self.scene.show_path(self._path, self._groups, {})
            size = self.scene.sceneRect()
            if fits := size.width() <= wide + 1 and size.height() <= high:
                break
        self.view.setSceneRect(self.scene.sceneRect())
        self.view.resetTransform()
        if not fits:
            self.view.fitInView(self.scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)


def for_the_hall(path: PathRecord) -> PathRecord:
    """Return a path without what a hall is not shown: who owns a step, and what was noted beside a feeling."""
    cards = tuple(replace(card, owner="", pain_note="", hand_off="") for card in path.cards)
    feelings = tuple(replace(felt, participant_id=None, story_id=None, note="") for felt in path.feelings)
    return replace(path, cards=cards, feelings=feelings)
