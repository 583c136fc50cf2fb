"""Finds out whether a folder is copied by a cloud client while one works in it. No Qt."""

from collections.abc import Iterable
from pathlib import Path

NAMES = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("cloudstorage", "iCloud"),
    ("pcloud", "pCloud"),
    ("seafile", "Seafile"),
    ("syncthing", "Syncthing"),
)
MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync_*.db", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
)


def client_of(folder: Path) -> str:
    """Return the name of the client that seems to copy a folder, by its name or by what the client leaves in it."""
    above = [folder, *folder.parents]
    for one in above:
        if found := _by_name(one.name, NAMES):
            return found
    for one in above:
        for mark, client in MARKS:
            if _is_there(one, mark):
                return client
    return ""


def _by_name(name: str, known: Iterable[tuple[str, str]]) -> str:
    """Folders are called "Dropbox", "OneDrive - City of Oulu", "Nextcloud2": the client's name comes first."""
    plain = name.casefold()
    return next((client for start, client in known if plain.startswith(start)), "")


def _is_there(folder: Path, mark: str) -> bool:
    try:
        return any(True for _ in folder.glob(mark)) if "*" in mark else (folder / mark).exists()
    except OSError:
        return False
