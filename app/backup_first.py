"""A backup before a command brings in much of elsewhere, as the window makes one. No Qt."""

from collections.abc import Iterator

from app.backup_places import places_in_profile
from app.paths import find_paths
from models import backups
from models.edits.base import Edit, backup_before
from models.project import Project
from resources.texts import translator


def back_up_before(project: Project, edit: Edit) -> Iterator[str]:
    """Back the project up where the window keeps backups, if the edit says that it brings in much; tell what was made.

    A place that cannot be written is told too and stops nothing: the edit can be undone in any case.
    """
    if reason := backup_before(edit):
        kept = backups.keep(backups.take(project.store, reason), backups.present(places_in_profile(find_paths())))
        yield from (f"Backed up first: {made.path}" for made in kept.made)
        yield from (trouble.sentence(translator("en")) for _, trouble in kept.troubles)
