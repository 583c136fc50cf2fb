"""Share on screen, of an empty project."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from models.project import Project
from tests.widgets.share.support import settled
from tests.widgets.support import context_of
from widgets.share.documents.page import DocumentsPage
from widgets.share.room import ShareRoom


@pytest.fixture
def share(project: Project, qtbot: QtBot) -> Iterator[ShareRoom]:
    """The room on screen, with the pages of the first document."""
    context = context_of(project)
    made = ShareRoom(context)
    qtbot.addWidget(made)
    made.resize(1266, 680)
    made.show()
    made.enter()
    settled(made.documents, qtbot)
    yield made
    made.leave()
    context.jobs.stop_all()
    qtbot.waitUntil(lambda: not context.jobs.is_busy())


@pytest.fixture
def room(share: ShareRoom) -> DocumentsPage:
    """The page of the documents."""
    return share.documents
