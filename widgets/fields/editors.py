"""One editor a kind of field, under one name."""

from widgets.fields.chosen import CheckEditor, ChipsEditor, ChoiceBox, ChoiceEditor, ManyEditor
from widgets.fields.editor import Editor
from widgets.fields.lines import AmountEditor, DateEditor, DaysEditor, LineEditor, NumberEditor
from widgets.fields.texts import TextEditor, Words

__all__ = [
    "AmountEditor",
    "CheckEditor",
    "ChipsEditor",
    "ChoiceBox",
    "ChoiceEditor",
    "DateEditor",
    "DaysEditor",
    "Editor",
    "LineEditor",
    "ManyEditor",
    "NumberEditor",
    "TextEditor",
    "Words",
]
