"""Options of documents as they are typed: NAME=VALUE, read by the type that the document's record of options has."""

from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin, get_type_hints

from exports.catalog import Export
from models.errors import Refused
from resources.texts import N_

YES_NO = {"yes": True, "no": False}


def options_of(export: Export, given: Iterable[str]) -> Any:
    """Return the record of options with what was typed. Refused: no such option or value; it lists those there are."""
    types = get_type_hints(export.options)
    chosen: dict[str, object] = {}
    for one in given:
        name, _, value = one.partition("=")
        if name not in types:
            known = ", ".join(sorted(types)) or "–"
            raise Refused(
                N_("“{id}” has no option “{option}”. There are: {known}."), id=export.id, option=name, known=known
            )
        chosen[name] = _read(name, value, types[name])
    return export.options(**chosen)


def values_of(kind: Any) -> tuple[str, ...]:
    """Return what may be typed for a type; for a number and for words, what is meant."""
    if get_origin(kind) is Literal:
        return tuple(str(value) for value in get_args(kind))
    return tuple(YES_NO) if kind is bool else ("a whole number",) if kind is int else ("text",)


def lines_of(export: Export) -> list[str]:
    """Return each option with the values it takes and the one it has by itself, for programs: parted by tabs."""
    made, types = export.options(), get_type_hints(export.options)
    shown = {True: "yes", False: "no"}
    return [
        f"{name}\t{', '.join(values_of(kind))}\t{shown[now] if isinstance(now := getattr(made, name), bool) else now}"
        for name, kind in types.items()
    ]


def _read(name: str, value: str, kind: Any) -> object:
    if kind is bool and value in YES_NO:
        return YES_NO[value]
    if kind is int and value.isascii() and value.isdigit():
        return int(value)
    if kind is str or (get_origin(kind) is Literal and value in get_args(kind)):
        return value
    known = ", ".join(values_of(kind))
    raise Refused(
        N_("The option “{option}” is not “{value}”. It can be: {known}."), option=name, value=value, known=known
    )
