"""C1 to C6: the drawn path against a plain scene with stock items, and against cards painted by drawText.

All of it on the offscreen platform, in processor time: nothing here waits, and other programs do not count.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from statistics import median
from time import process_time
from typing import Any

from psutil import Process

from benchmarks.measure import Figure, in_child
from benchmarks.plain_scene import drawn_cards, stock_items
from models.path_records import CardRecord, ConnectionRecord, LaneRecord, PathRecord, StageRecord

FRAME = 16.0  # milliseconds at 60 Hz
LANES, IN_CELL = 10, 5
KINDS = ("people_do", "people_meet", "behind", "other_organisations", "life")
WORDS = "Card {at} where somebody waits for an answer and rings again"
SIZE = (1400, 900)
Count = dict[str, float]


def measure(small: int = 1000, large: int = 5000, huge: int = 20_000, rounds: int = 15) -> tuple[Figure, ...]:
    """Draw paths of three sizes, each in a fresh process."""
    first, second, third = (in_child(own_figures, count, rounds) for count in (small, large, huge))
    plain_large = in_child(plain_figures, large, rounds)
    told = f"{large:,} cards"
    return (
        Figure("C1", f"{small:,} cards: repaint at 1:1 / cards painted by drawText", _ratio(first), "×", 0.5),
        Figure("C1", f"{told}: repaint at 1:1 / cards painted by drawText", _ratio(second), "×", 0.5),
        Figure("C3", f"{told}: overview / plain scene", second["overview"] / plain_large["overview"], "×", 0.05),
        Figure("C3", f"{told}: overview", second["overview"], "ms", FRAME),
        Figure("C4", f"carrying a card, {huge:,} cards / {small:,}", third["drag"] / first["drag"], "×", 2.0),
        Figure("C5", f"panning, {huge:,} cards / {small:,}", third["pan"] / first["pan"], "×", 1.5),
        Figure("C6", f"{told}: build / stock items", second["build"] / plain_large["build"], "×", 0.5),
        Figure("C6", f"{told}: memory of a card", second["kilobytes"], "kB", 20.0),
        Figure("C7", f"{told}: frame of panning, the slowest of {10 * rounds}", second["slowest pan"], "ms", FRAME),
        Figure("C7", f"{told}: frame of carrying a card, the slowest", second["slowest drag"], "ms", FRAME),
        Figure("C7", f"{told}: frame after zooming, the slowest until all is drawn", second["zoomed"], "ms", FRAME),
        Figure("C8", f"{small:,} cards: opening a path until it is painted", first["opened"], "ms"),
        Figure("C8", f"{told}: opening a path until it is painted", second["opened"], "ms"),
        Figure("C9", f"{small:,} cards: showing one move", first["move"], "ms", FRAME),
        Figure("C9", f"{told}: showing one move", second["move"], "ms", FRAME),
        Figure("C9", f"showing one move, {large:,} cards / {small:,}", second["move"] / first["move"]),
    )


def _ratio(own: Count) -> float:
    return own["repaint"] / own["drawn"]


def path_of(count: int, links: int = 100) -> PathRecord:
    """Return a path of so many cards, several a cell, with some connections."""
    in_cell = min(IN_CELL, max(1, count // 20))
    stages = -(-count // (LANES * in_cell))
    cards = tuple(
        CardRecord(
            *(
                f"c{at}",
                f"s{at // in_cell // LANES}",
                f"l{at // in_cell % LANES}",
                WORDS.format(at=at),
                "",
                "",
                "",
                "",
                "",
            ),
            *(at % 9 == 0, "", "", "told" if at % 2 else "", "", f"{at:08}", None, f"A{at}"),
        )
        for at in range(count)
    )
    ways = zip(range(links), cycle(("next", "branch", "loop")), strict=False)
    joined = tuple(
        ConnectionRecord(f"k{at}", cards[at * 7 % count].id, cards[(at * 7 + 61) % count].id, kind, "")
        for at, kind in ways
    )
    return PathRecord(
        *("p", "Path", "as_is", "", False, None),
        tuple(StageRecord(f"s{at}", f"Stage {at}", "within", "", None, str(at)) for at in range(stages)),
        tuple(LaneRecord(f"l{at}", KINDS[at % 5], "", "", None, str(at)) for at in range(LANES)),
        cards,
        (),
        joined,
    )


def own_figures(count: int, rounds: int) -> Count:
    """Return the milliseconds of everything with our scene, and the kilobytes of a card.

    `drawn`: the cards painted by drawText, in turns with ours: the machine's speed changes from one second to the next.
    """
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QTransform

    from resources.texts import translator
    from widgets.canvas.scene import PathScene
    from widgets.canvas.view import PathView

    application, look = _application()
    path, scene, found = path_of(count), PathScene(look, translator("en")), dict[str, float]()
    scene.show_path(path_of(20))  # fonts and icons are loaded; what follows is the path's own
    scene.show_path(None)
    before = Process().memory_info().rss
    found["build"] = _taken(lambda: scene.show_path(path))
    found["kilobytes"] = (Process().memory_info().rss - before) / 1024 / count
    view = PathView(scene, "Path")
    view.resize(*SIZE)
    view.show()
    found["opened"] = found["build"] + _taken(application.processEvents)
    settle = [_taken(application.processEvents) for _ in range(20)]
    del settle
    found["repaint"], found["drawn"] = _repaints(view, drawn_cards(path, _places(path, look), look), 4 * rounds)
    bar = view.horizontalScrollBar()

    def frame(do: Callable[[], object]) -> float:
        return _taken(lambda: (do(), application.processEvents()))

    pans = [frame(lambda: bar.setValue(bar.value() + 24)) for _ in range(10 * rounds)]
    found["pan"], found["slowest pan"] = median(pans), max(pans[rounds:])
    bar.setValue(0)
    application.processEvents()
    scene.begin_carry((path.cards[0].id,))
    drags = [frame(lambda at=at: scene.carry_by(QPointF(3.0 * at, 2.0 * at))) for at in range(1, 4 * rounds)]
    found["drag"], found["slowest drag"] = median(drags), max(drags)
    scene.end_carry()
    found["move"] = median(_moves(scene, path, frame, rounds))
    zoomed = []
    for scale in (0.5, 0.8, 0.35, 1.5):
        view.setTransform(QTransform.fromScale(scale, scale))
        zoomed += [_taken(view.viewport().repaint), *(_taken(application.processEvents) for _ in range(60))]
    found["zoomed"] = max(zoomed)
    view.fit()
    for _ in range(60):
        application.processEvents()
    found["overview"] = median(_taken(view.viewport().repaint) for _ in range(rounds))
    view.close()
    return found


def plain_figures(count: int, rounds: int) -> Count:
    """Return the milliseconds of the plain scene: stock items, built and seen as a whole."""
    application, look = _application()
    path, found = path_of(count, 0), dict[str, float]()
    places = _places(path, look)
    scene: Any = None

    def build() -> None:
        nonlocal scene
        scene = stock_items(path, places, look)

    found["build"] = _taken(build)
    view = _plain_view(scene)
    scale = min(SIZE[0] / scene.width(), SIZE[1] / scene.height())
    view.scale(max(0.1, scale), max(0.1, scale))
    application.processEvents()
    found["overview"] = median(_taken(view.viewport().repaint) for _ in range(max(3, rounds // 3)))
    view.close()
    return found


def _repaints(view: Any, scene: Any, rounds: int) -> tuple[float, float]:
    """Return how long a view and one of the plain `scene` take to repaint, in turns."""
    from PySide6.QtWidgets import QApplication

    plain = _plain_view(scene)
    QApplication.processEvents()
    pairs = [(_taken(view.viewport().repaint), _taken(plain.viewport().repaint)) for _ in range(rounds)]
    plain.close()
    return median(own for own, _ in pairs), median(other for _, other in pairs)


def _plain_view(scene: Any) -> Any:
    """Return a shown view of a plain scene."""
    from PySide6.QtWidgets import QGraphicsView

    view = QGraphicsView(scene)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
    view.resize(*SIZE)
    view.show()
    return view


def _moves(scene: Any, path: PathRecord, frame: Callable[..., float], rounds: int) -> list[float]:
    """Move a card to the next lane and back, as the document tells it after a commit."""
    taken: list[float] = []
    now = path
    for at in range(rounds + 2):
        card = next(card for card in now.cards if card.id == "c7")
        cards = [one for one in now.cards if one.id != "c7"]
        moved = replace(card, lane_id="l2" if at % 2 == 0 else "l1")
        behind = max(place for place, one in enumerate(cards) if (one.stage_id, one.lane_id) == ("s0", moved.lane_id))
        now = replace(now, cards=(*cards[: behind + 1], moved, *cards[behind + 1 :]))
        taken.append(frame(lambda path=now: scene.show_path(path)))
    return taken[2:]


def _places(path: PathRecord, look: Any) -> Any:
    """Return where the cards lie, so that the plain scene has them at the same places."""
    from resources.texts import translator
    from widgets.canvas.drawn import Asked, Drawn
    from widgets.canvas.words import Fonts

    drawn = Drawn(Fonts(look), translator("en"), manners=False)
    drawn.show(Asked(path))
    assert drawn.plan is not None
    return {card.id: drawn.plan.cards[card.id] for card in path.cards}


def _application() -> tuple[Any, Any]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from widgets.look import Look

    application, look = QApplication.instance() or QApplication([]), Look()
    look.load_first_faces()
    look.choose("light", 100)
    return application, look


def _taken(do: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that a piece of work takes."""
    began = process_time()
    do()
    return 1000 * (process_time() - began)
