"""The look in force: palette, type scale and fonts; applies them to the whole program and says when they change."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from resources.files import path_of
from widgets import icons
from widgets.stylesheet import stylesheet
from widgets.theme import FAMILY, LIGHT, PALETTES, Palette, PaletteName, Tone, TypeScale

FIRST_FACES = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf")
# Where Atkinson lacks a letter; Qt asks them in this order and then the system's own fonts.
FALLBACKS = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans SC", "Noto Emoji")
SMALLEST_TEXT, LARGEST_TEXT = 80, 200
AT_100 = TypeScale().text


class Look(QObject):
    """One look for one program. Widgets ask it for colours and sizes when they paint, and repaint on `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette: Palette = LIGHT
        self.percent = 100
        self.scale = TypeScale()
        self._window: QWidget | None = None
        self._waiting_faces: list[Path] = []
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._load_next_face)

    def load_first_faces(self) -> None:
        """Load the two faces that the window itself is written in."""
        for name in FIRST_FACES:
            QFontDatabase.addApplicationFont(str(path_of("fonts", name)))

    def load_other_faces(self) -> None:
        """Load the faces of other scripts, one a turn of the event loop so that the window never waits."""
        self._waiting_faces = [
            face for face in sorted(path_of("fonts").glob("*.ttf"), reverse=True) if face.name not in FIRST_FACES
        ]
        self._clock.start()

    def use(self, name: PaletteName, percent: int) -> None:
        """Switch to a palette and a text size in percent, which is brought into 80…200."""
        self.choose(name, percent)
        self.apply()

    def choose(self, name: PaletteName, percent: int) -> None:
        """Choose a look before any window stands; `apply` it once they are built, which spares styling them twice."""
        self.palette = PALETTES[name]
        self.percent = max(SMALLEST_TEXT, min(LARGEST_TEXT, percent))
        self.scale = TypeScale().zoomed(self.percent)
        application = QApplication.instance()
        if isinstance(application, QApplication):  # a widget keeps the family it was made with
            application.setFont(self.font())

    def dress(self, window: QWidget) -> None:
        """Let the look be this window's and its dialogs', instead of the whole program's.

        A style sheet of the program restyles every widget each time it is put into a layout: a room of six hundred
        widgets took three to four times as long to build.
        """
        self._window = window
        self.apply()

    def apply(self) -> None:
        """Give the chosen look to the window, or to the whole program where none was dressed."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.qt_palette())
            application.setFont(self.font())
            wearer = self._window or application
            wearer.setStyleSheet(stylesheet(self.palette, self.scale))
        self.changed.emit()

    def px(self, at_100: int) -> int:
        """Return a length that goes along with the text size, for columns and controls."""
        return round(at_100 * self.scale.text / AT_100)

    def font(self, pixels: int | None = None, *, bold: bool = False) -> QFont:
        """Return the program's font in a size of the scale."""
        font = QFont([FAMILY, *FALLBACKS])
        font.setPixelSize(pixels or self.scale.text)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def colour(self, token: str) -> QColor:
        """Return a colour by its token: `ink`, `panel`, or a part of a tone such as `story.soft`."""
        return QColor(self.hex(token))

    def hex(self, token: str) -> str:
        """Return a colour as #rrggbb by its token."""
        name, _, part = token.partition(".")
        found = getattr(self.palette, name)
        return getattr(found, part or "text") if isinstance(found, Tone) else str(found)

    def icon(self, name: str, token: str = "ink", size: int | None = None) -> QIcon:
        """Return an icon in a colour of the palette."""
        return icons.icon(name, self.hex(token), size or self.px(18), self.hex("control"), self._density())

    def picture(self, name: str, token: str = "ink", size: int | None = None) -> QPixmap:
        """Return an icon as a picture for painting."""
        return icons.picture(name, self.hex(token), size or self.px(18), self._density())

    def _density(self) -> float:
        """Return the density of the finest screen, so that an icon is drawn once and sharp on all of them."""
        application = QGuiApplication.instance()
        return max(1.0, application.devicePixelRatio()) if isinstance(application, QGuiApplication) else 1.0

    def qt_palette(self) -> QPalette:
        """Return Qt's own palette, for whatever the style sheet does not reach: dialogs, selections, links."""
        made, role = QPalette(), QPalette.ColorRole
        colours = {
            role.Window: "paper",
            role.Base: "panel",
            role.AlternateBase: "paper",
            role.Button: "panel",
            role.WindowText: "ink",
            role.Text: "ink",
            role.ButtonText: "ink",
            role.PlaceholderText: "muted",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.ToolTipBase: "ink",
            role.ToolTipText: "panel",
            role.Light: "panel",
            role.Midlight: "line",
            role.Mid: "control",
            role.Dark: "control",
            role.Shadow: "line",
        }
        for one, token in colours.items():
            made.setColor(one, self.colour(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            made.setColor(QPalette.ColorGroup.Disabled, one, self.colour("muted"))
        return made

    def _load_next_face(self) -> None:
        if not self._waiting_faces:
            self._clock.stop()
            return
        QFontDatabase.addApplicationFont(str(self._waiting_faces.pop()))
