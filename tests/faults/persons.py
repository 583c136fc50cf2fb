"""Persons of whom everything is told that Polku can hold, each with a mark that can be looked for in every byte."""

import json
from pathlib import Path

from models.edits import places, voices
from models.project import Project
from tests.models.support import rows


def keep_backups_in(home: Path) -> Path:
    """Name a folder for backups in the settings of a person whose XDG_DATA_HOME is `home`/data, and return it."""
    profile, folder = home / "data" / "polku", home / "backups"
    profile.mkdir(parents=True)
    (profile / "settings.json").write_text(json.dumps({"backups_folder": str(folder)}), encoding="utf-8")
    folder.mkdir()
    return folder


def canary(person: int) -> str:
    return f"zyx{person:02}canary"


def tell(project: Project, person: int) -> str:
    """A person of whom everything is known that Polku can hold, changed, deleted in part, and half typed."""
    mark = canary(person)
    who = str(project.perform(voices.AddParticipant(f"{mark} name")).result)
    story = str(project.perform(voices.AddStory(f"{mark} story", {"participant_id": who})).result)
    project.perform(voices.ChangeStory(story, {"clearer": f"{mark} clearer"}))
    project.perform(places.SetStoryTags(story, (f"{mark} tag",)))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "yes", witness=f"{mark} witness")))
    said = voices.NewVoice(f"{mark} voice", {"participant_id": who})
    project.perform(voices.AddNote(voices.NewNote((said,), {"wording": f"{mark} wording"})))
    gone = str(project.perform(voices.AddNote(voices.NewNote((said,), {"wording": f"{mark} deleted"}))).result)
    project.perform(voices.DeleteNote(gone))
    project.keep_draft(f"place {person}", f"{mark} draft")
    return who


def all_bytes(folder: Path) -> bytes:
    """Every byte of every file below a folder, also of an open project."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def code_of(project: Project, participant: str) -> str:
    return str(rows(project, "SELECT code FROM participant WHERE id = ?", participant)[0][0])
