"""All gestures of the canvas. A press is offered to them in this order, and the first that takes it begins.

Place, Zoom and Attach begin by other means: a key, two fingers, something dragged in from a list.
"""

from widgets.canvas.gestures.attach import Attach
from widgets.canvas.gestures.connect import Connect
from widgets.canvas.gestures.edit import Edit
from widgets.canvas.gestures.gesture import Gesture
from widgets.canvas.gestures.move import Move
from widgets.canvas.gestures.pan import Pan
from widgets.canvas.gestures.place import Place
from widgets.canvas.gestures.reorder import Reorder
from widgets.canvas.gestures.select import Select
from widgets.canvas.gestures.zoom import Zoom

GESTURES: tuple[type[Gesture], ...] = (Pan, Edit, Connect, Move, Reorder, Select, Place, Zoom, Attach)
