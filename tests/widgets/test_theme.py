"""The three palettes are readable, and the type never gets too small."""

import pytest

from widgets.theme import PALETTES, Palette, TypeScale, contrast


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_words_stand_out_from_every_surface_they_stand_on(palette: Palette) -> None:
    surfaces = (palette.paper, palette.panel)
    pairs = [(palette.ink, s) for s in surfaces] + [(palette.muted, s) for s in surfaces]
    pairs += [(palette.accent, s) for s in surfaces] + [(palette.on_accent, palette.accent)]
    pairs += [(palette.accent, palette.accent_soft), (palette.ink, palette.accent_soft)]
    for tone in palette.tones().values():
        pairs += [(tone.text, tone.soft), (palette.ink, tone.soft), *((tone.text, s) for s in surfaces)]
    weak = [(one, other, round(contrast(one, other), 2)) for one, other in pairs if contrast(one, other) < 4.5]
    assert weak == []


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.name)
def test_shapes_and_outlines_stand_out(palette: Palette) -> None:
    surfaces = (palette.paper, palette.panel)
    pairs = [(colour, s) for colour in (palette.control, palette.focus) for s in surfaces]
    pairs += [(tone.strong, s) for tone in palette.tones().values() for s in (*surfaces, tone.soft)]
    weak = [(one, other, round(contrast(one, other), 2)) for one, other in pairs if contrast(one, other) < 3]
    assert weak == []


def test_type_never_goes_below_13_pixels() -> None:
    assert TypeScale().zoomed(50).text == 13
    assert TypeScale().zoomed(200) == TypeScale(28, 36, 48)
