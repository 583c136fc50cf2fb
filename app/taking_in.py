"""What comes in as a file: chosen to be imported, or dropped on the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from app import project_files

if TYPE_CHECKING:
    from app.program import Program


def import_chosen(program: "Program", folder: Path) -> None:
    """Ask for a file, and read notes or a path from it."""
    tr = program.texts
    path = program.asking.file_to_open(tr("Import notes or a path"), project_files.import_filter(tr), folder)
    if path is not None:
        import_file(program, path)


def import_file(program: "Program", path: Path) -> None:
    """Read notes or a path from a file into the open project."""
    workspace = program.workspace
    if workspace is None:
        _ask_for_project(program)
        return
    from app.import_dialog import import_into

    program.guarded(lambda: import_into(program.window, workspace, path))


def merge_files(program: "Program") -> None:
    """Ask for files of other laptops, and show what merging them into the open project would do."""
    workspace, tr = program.workspace, program.texts
    if workspace is None:
        _ask_for_project(program)
        return
    here = workspace.document.path
    title = tr("Merge with other laptops' files")
    chosen = program.asking.files_to_open(title, project_files.project_filter(tr), here.parent)
    paths = tuple(dict.fromkeys(path for path in chosen if path != here))
    if paths:
        from widgets.merging.flow import MergeFlow

        MergeFlow(workspace.context, program.window, paths).begin()
    elif chosen:
        sentence = tr("This is the open project itself. Choose the other laptop's file.")
        program.window.notices.say(sentence, tone="waiting")


def take_dropped(program: "Program", paths: list[str]) -> None:
    """Open, import or take what was dropped on the window, and say what is left out."""
    dropped = project_files.sort_dropped(Path(path) for path in paths)
    if dropped.projects:
        program.open_path(dropped.projects[0])
    elif dropped.imports:
        program.loader.when_ready(lambda: import_file(program, dropped.imports[0]))
    elif dropped.photos:
        program.loader.when_ready(lambda: _take_photos(program, dropped.photos))
    if sentence := dropped.left_out(program.texts):
        program.window.notices.say(sentence, tone="waiting")


def _take_photos(program: "Program", paths: tuple[Path, ...]) -> None:
    if program.workspace is None:
        _ask_for_project(program)
    else:
        program.workspace.take_photos(paths)


def _ask_for_project(program: "Program") -> None:
    sentence = program.texts("Open or make a project first; then drop the file again.")
    program.window.notices.say(sentence, tone="waiting")
