"""What is due is said once, calmly, when a project was opened."""

from typing import TYPE_CHECKING

from models.promises import Due
from resources.texts import Translator

if TYPE_CHECKING:
    from app.workspace import Workspace


def due_sentence(tr: Translator, due: Due) -> str:
    """Return it in at most three short sentences."""
    said: list[str] = []
    if due.late:
        said.append(tr.count("{n} promise is late.", "{n} promises are late.", due.late))
    if due.soon:
        said.append(
            tr.count("{n} promise is due within two weeks.", "{n} promises are due within two weeks.", due.soon)
        )
    if due.waiting:
        said.append(
            tr.count(
                "{n} answer that waits for others is past its date.",
                "{n} answers that wait for others are past their dates.",
                due.waiting,
            )
        )
    return " ".join(said)


def show_what_is_due(workspace: "Workspace") -> None:
    """Go to the promises that are due."""
    workspace.show_room("reflect")
    workspace.room("reflect").show_due()  # pyright: ignore[reportAttributeAccessIssue]
