"""What a project file of each version is made of: exactly these tables, columns and indexes, and nothing that runs.

A file that is built otherwise may hold code (triggers, views, generated columns, other kinds of virtual tables) or may
have lost parts. Both are told before a single row is read: reading a hostile view once hung the reader.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from models.errors import Damaged, NotAProject
from resources.texts import N_

# SHA-256 of `structure` of a file of each version; tests compare them with the sample file of each.
FINGERPRINTS = {
    1: "1acd099f842abe65e36f69f2a366b6745eee33d7cecc88d0003a14a80ae20d7b",
    2: "02d726727e1bf1c421a01951c07e664a3859c33a3feb7f7ec125d36c4ace24ed",
    3: "1a2c0b54d9a6b3b3b9b340b53ae2e1d21010220291fccbf848a56a2b9c1df7ac",
    4: "2e30e302015dc8201ccab82778f3b92efd85373afd27d710e0aed163b6703cd6",
    5: "4525c28daa4556292618b998ad9a86b593ca5d3fd6850d5fc80c78190bcdcad3",
}
HOSTILE = N_("“{name}” holds instructions that Polku never writes. It was not opened and left as it is.")
_CHANGED = N_(
    "The parts of “{name}” are not as Polku makes them. The file was left as it is. Open a backup, or recover what can "
    "be read."
)
_COLUMNS = (
    "SELECT m.name, x.name, x.type, x.'notnull', x.dflt_value, x.pk, x.hidden "
    "FROM sqlite_schema m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND m.rootpage > 0"
)
_INDEXES = (
    "SELECT m.name, l.name, l.'unique', l.origin, l.partial, x.seqno, x.cid = -2, x.name, x.desc, x.coll "
    "FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_xinfo(l.name) x "
    "WHERE m.type = 'table' AND m.rootpage > 0"
)
_KEYS = (
    "SELECT m.name, k.'from', k.'table', k.'to', k.on_update, k.on_delete "
    "FROM sqlite_schema m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND m.rootpage > 0"
)
_OTHERS = "SELECT type, name, rootpage, sql FROM sqlite_schema"

# SQLite builds a file by these sentences alone: what was good once in this process need not be taken apart again.
Built = frozenset[tuple[str, str, bool, str | None]]
_harmless: set[Built] = set()
_as_made: set[tuple[int, Built]] = set()


def check_harmless(raw: Any, name: str) -> None:
    """Refuse a file that holds what runs by itself: triggers, views, generated columns, strange virtual tables."""
    entries = raw.execute(_OTHERS).fetchall()
    if any(kind not in ("table", "index") for kind, *_ in entries) or any(map(_is_foreign_virtual, entries)):
        raise NotAProject(HOSTILE, name=name)
    if (built := _built(entries)) in _harmless:
        return
    if any(row[6] not in (0, 1) for row in raw.execute(_COLUMNS).fetchall()):  # 1: hidden, of a virtual table's own
        raise NotAProject(HOSTILE, name=name)
    _harmless.add(built)


def check_structure(raw: Any, version: int, name: str) -> None:
    """Refuse a file that is not built as files of its version are. Damaged: it was left as it is.

    A version without a fingerprint may be built in any way.
    """
    entries = raw.execute(_OTHERS).fetchall()
    roots = [int(root) for _, _, root, _ in entries if root]
    if len(roots) != len(set(roots)) or 1 in roots:  # two tables on one page would write into each other
        raise Damaged(_CHANGED, name=name)
    known, built = FINGERPRINTS.get(version), (version, _built(entries))
    if known is None or built in _as_made:
        return
    if fingerprint(raw) != known:
        raise Damaged(_CHANGED, name=name)
    _as_made.add(built)


def fingerprint(raw: Any) -> str:
    """Return the SHA-256 of how a file is built, 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(structure(raw)).encode()).hexdigest()


def structure(raw: Any) -> list[str]:
    """Return how a file is built, one line a part, whatever order its columns and tables came in."""
    entries = raw.execute(_OTHERS).fetchall()
    lines = _lines("column", raw.execute(_COLUMNS)) + _lines("key", raw.execute(_KEYS))
    lines += _lines("index", raw.execute(_INDEXES))
    lines += [f"virtual|{name}|{_plain(sql)}" for _, name, root, sql in entries if not root]
    lines += [f"check|{name}|{check}" for _, name, root, sql in entries if root for check in _checks(sql)]
    return sorted(lines)


def _built(entries: Iterable[tuple[str, str, int | None, str | None]]) -> Built:
    return frozenset((kind, name, bool(root), sql) for kind, name, root, sql in entries)


def _lines(kind: str, rows: Iterable[tuple[object, ...]]) -> list[str]:
    return [f"{kind}|{'|'.join(str(value) for value in row)}" for row in rows]


def _is_foreign_virtual(entry: tuple[str, str, int | None, str | None]) -> bool:
    kind, _, root, sql = entry
    return kind == "table" and not root and " USING fts5(" not in _plain(sql)


def _plain(sql: str | None) -> str:
    return " ".join((sql or "").split())


def _checks(sql: str | None) -> list[str]:
    """Return the conditions that a CREATE TABLE sets on its rows, each with all its brackets."""
    text, found = _plain(sql), list[str]()
    at = text.upper().find("CHECK (")
    while at >= 0:
        depth, end = 0, at
        for end in range(at, len(text)):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            if text[end] == ")" and not depth:
                break
        found.append(text[at : end + 1])
        at = text.upper().find("CHECK (", end)
    return found
