"""The benchmarks of the drawn path run and give figures; and nothing hangs: ten times the limits at most."""

import pytest

from benchmarks import canvas

HANG = 10


def test_both_ways_of_drawing_are_measured() -> None:
    own, plain = canvas.own_figures(60, 2), canvas.plain_figures(60, 3)
    assert set(plain) == {"build", "overview"}
    assert {*plain, "repaint", "drawn"} < set(own)
    assert all(value > 0 for name, value in {**own, **plain}.items() if name != "kilobytes")


def test_a_path_to_measure_has_cards_in_reading_order_and_connections() -> None:
    path = canvas.path_of(300, 12)
    stages, lanes = ([one.id for one in found] for found in (path.stages, path.lanes))
    places = [(stages.index(card.stage_id), lanes.index(card.lane_id)) for card in path.cards]
    assert places == sorted(places)
    assert len(path.cards) == 300
    assert {link.kind for link in path.connections} == {"next", "branch", "loop"}


@pytest.mark.slow
def test_the_drawn_path_is_far_from_a_hang() -> None:
    for figure in canvas.measure(500, 1000, 2000, 3):
        if figure.limit is not None:
            assert figure.value < HANG * figure.limit, figure
