"""What Polku is, which version, and under which licences it and its parts stand."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.dialogs import licences
from widgets.dialogs.base import Dialog
from widgets.dialogs.licences import Component
from widgets.dialogs.reader import Reader, safe
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column

OWN = "own"


class AboutDialog(Dialog):
    """A page about Polku; each licence is a link to its text, and Back leads back."""

    def __init__(self, look: Look, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("About Polku"), parent, (660, 600))
        self._tr = tr
        self._components: list[Component] = []
        self._version = licences.own_version()
        self.reader = Reader(look, tr("About Polku"))
        self.reader.followed.connect(self._follow)
        self.close_button = Button(look, tr("Close"), "", "", self.reject, "Esc")
        self.back = Button(look, tr("Back"), "arrow-left", "quiet", self.show_page)
        self.fill(column(self.reader), [self.close_button, self.back])
        self.show_page()
        QTimer.singleShot(0, self, self._read_components)

    def show_page(self) -> None:
        """Show the page itself."""
        tr = self._tr
        told = (
            tr("For people who run co-design workshops about public services."),
            tr("It keeps one chain whole: exact words, the step on the path, what there is capacity for, the answer "
               "said in public, and what happened."),
            tr("It works without any network. Nothing you write leaves this computer unless you carry it."),
        )  # fmt: skip
        lines = "".join(f"<p>{safe(sentence)}</p>" for sentence in told)
        own = self._link(OWN, tr("European Union Public Licence 1.2"))
        licence = f"<h2>{safe(tr('Licence'))}</h2><p>{own}</p>"
        self.reader.show_html(f"<h1>Polku {safe(self._version)}</h1>{lines}{licence}{self._listed()}")
        self.back.hide()
        self.reader.setFocus()

    def show_licence(self, name: str, text: str) -> None:
        """Show one licence."""
        shown = text or self._tr("The text of this licence did not come along with the package.")
        self.reader.show_html(f"<h1>{safe(name)}</h1><p style='white-space: pre-wrap'>{safe(shown)}</p>")
        self.reader.verticalScrollBar().setValue(0)
        self.back.show()
        self.reader.setFocus()

    def _read_components(self) -> None:
        """Read what is installed after the dialog is on screen: it takes a moment."""
        self._components = licences.components()
        if self.back.isHidden():
            self.show_page()

    def _listed(self) -> str:
        heading = safe(self._tr("Made with the work of others"))
        rows = "".join(
            f"<tr><td>{safe(one.name)}</td><td>{safe(one.version)}</td>"
            f"<td>{self._link(str(at), one.licence) if one.text else safe(one.licence)}</td></tr>"
            for at, one in enumerate(self._components)
        )
        return f"<h2>{heading}</h2><table>{rows}</table>"

    def _link(self, target: str, text: str) -> str:
        return f"<a href='licence:{safe(target)}'>{safe(text)}</a>"

    def _follow(self, address: str) -> None:
        target = address.removeprefix("licence:")
        if target == OWN:
            self.show_licence("Polku", licences.own_licence())
        elif target.isdigit() and int(target) < len(self._components):
            one = self._components[int(target)]
            self.show_licence(one.name, one.text)
