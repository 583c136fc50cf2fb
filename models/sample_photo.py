"""The drawn flip chart of the example, with what is to be seen on it. docs/pictures/flip_chart.py draws it."""

import struct

from models.edits.pictures import NewPicture
from resources.files import path_of


def flip_chart(language: str = "en") -> NewPicture:
    """Return the flip chart, ready to be added to a workshop: `AddPictures((flip_chart(),), PictureOwner(id))`."""
    content = path_of("samples", language, "flip_chart.png").read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    words = path_of("samples", language, "flip_chart.txt").read_text(encoding="utf-8")
    return NewPicture(content, "image/png", width, height, words.strip())
