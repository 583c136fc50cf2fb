"""The rooms, in the order of the rail. A new room is one folder, one entry here and one in places.py."""

from widgets.capture.room import CaptureRoom
from widgets.history.room import HistoryRoom
from widgets.map.room import MapRoom
from widgets.prepare.room import PrepareRoom
from widgets.reflect.room import ReflectRoom
from widgets.room import Room
from widgets.share.room import ShareRoom
from widgets.sort.room import SortRoom
from widgets.weigh.room import WeighRoom

ROOMS: tuple[type[Room], ...] = (
    PrepareRoom,
    MapRoom,
    CaptureRoom,
    SortRoom,
    WeighRoom,
    ShareRoom,
    ReflectRoom,
    HistoryRoom,
)
