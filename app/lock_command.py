"""Locking and unlocking without a window: polku lock FILE, polku unlock FILE. No Qt, not even indirectly."""

import argparse
import sys
from pathlib import Path

from app.backup_places import places_in_profile
from app.command_parts import DONE, Commands
from app.passwords import passwords, with_password
from app.paths import find_paths
from models import relock
from models.cipher import key_for
from models.errors import Refused
from models.file_check import check_file, check_there
from models.lock_told import after_lock, after_unlock, plain_copies
from resources.texts import N_, translator


def add_lock(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add both commands and their arguments."""
    lock = commands.add_parser(
        "lock",
        help="lock a project with a password, or change the password",
        description="Lock a project with a password: the file is encrypted, and whoever opens it needs the password. "
        "Who forgets it cannot open the project again, and nobody else can, the makers of Polku included.",
        epilog="Example: polku lock care.polku",
    )
    lock.add_argument("file", metavar="FILE")
    lock.add_argument("--change", action="store_true", help="change the password of a locked project")
    lock.set_defaults(run=_lock)
    unlock = commands.add_parser(
        "unlock", help="take the lock off a project", epilog="Example: polku unlock care.polku"
    )
    unlock.add_argument("file", metavar="FILE")
    unlock.set_defaults(run=_unlock)


def _lock(options: argparse.Namespace) -> int:
    path = check_there(Path(options.file))
    locked = check_file(path)
    if locked and not options.change:
        raise Refused(
            N_("“{name}” is locked already. To change its password: polku lock --change {name}"), name=path.name
        )
    if options.change and not locked:
        raise Refused(N_("“{name}” is not locked with a password."), name=path.name)
    if locked:
        key = with_password(path, lambda password: key_for(path, password))
        done = relock.change(path, key, passwords().chosen(path))
    else:
        relock.check_can_lock(path)  # before anybody thinks of a password
        done = relock.lock(path, passwords().chosen(path))
    copies = plain_copies(path, places_in_profile(find_paths()))
    return _tell(after_lock(done, translator("en"), copies), path)


def _unlock(options: argparse.Namespace) -> int:
    path = check_there(Path(options.file))
    if not check_file(path):
        raise Refused(N_("“{name}” is not locked with a password."), name=path.name)
    done = relock.unlock(path, with_password(path, lambda password: key_for(path, password)))
    return _tell(after_unlock(done, translator("en")), path)


def _tell(sentences: tuple[str, ...], path: Path) -> int:
    """Print where the file is, for whoever goes on with it, and the rest beside it."""
    print(path)
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return DONE
