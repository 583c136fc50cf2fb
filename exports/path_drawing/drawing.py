"""A laid out path as shapes: first what lies below, then arrows and cards, then words."""

from dataclasses import dataclass

from exports.document import Label, Line, Picture, Rect, Shape
from exports.path_drawing import feelings as f
from exports.path_drawing.arrows import Box, Gaps, arrows
from exports.path_drawing.cards import AMONG
from exports.path_drawing.layout import CODE_SIZE, HEAD_SIZE, PAD, TITLE_SIZE, Layout, Row
from exports.path_drawing.said import stage_position
from exports.path_drawing.words import LEADING, SIZE, moved
from models.codes import step_code
from models.queries import lane_name


@dataclass(frozen=True)
class Drawing:
    """The picture, and where every piece of a card lies in it: (card, left, upper, right and lower edge)."""

    picture: Picture
    cards: tuple[tuple[str, Box], ...]


def draw(layout: Layout) -> Drawing:
    """Return the picture of a path."""
    artist = _Artist(layout)
    ground, marks = artist.ground(), artist.cells()
    links = arrows(layout.routes, artist.boxes(), artist.gaps())
    shapes = (*ground, *links, *artist.card_shapes, *marks)
    return Drawing(Picture(layout.width, layout.height, tuple(shapes)), tuple(artist.cards))


class _Artist:
    """Draws one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.path, self.content, self.measure = layout.wanted.path, layout.wanted.content, layout.planner.measure
        starts = layout.columns.starts
        self.columns = [(starts[at + 1], layout.column) for at in range(len(self.path.stages))]
        self.by_stage = {stage.id: place for stage, place in zip(self.path.stages, self.columns, strict=True)}
        self.names = layout.columns.sizes[0]
        self.beginning = layout.columns.end(layout.across[0][1])
        self.cards: list[tuple[str, Box]] = []
        self.card_shapes: list[Shape] = []
        for row, top in zip(layout.rows, layout.lines.starts, strict=True):
            self._place_cards(row, top)

    def _place_cards(self, row: Row, top: float) -> None:
        above = CODE_SIZE * LEADING + PAD if self.layout.wanted.template and row.first else 0.0
        for (left, _), stack in zip(self.columns, row.stacks, strict=False):
            y = top + PAD + above
            for part in stack:
                if part.box:
                    box = (left + PAD, y, left + self.layout.column - PAD, y + part.box)
                    self.cards.append((part.card_id, box))
                self.card_shapes += [moved(shape, left + PAD, y) for shape in part.shapes]
                y += part.height + AMONG

    def boxes(self) -> dict[str, tuple[Box, Box]]:
        """Return the first and the last piece of each card, whose frames reach to the edges of its column."""
        found: dict[str, tuple[Box, Box]] = {}
        for card_id, box in self.cards:
            found[card_id] = (found.get(card_id, (box,))[0], box)
        return found

    def gaps(self) -> Gaps:
        """Return where the arrows run."""
        columns = {at - 1: self.layout.columns.gap_after(at) for at in range(len(self.columns) + 1)}
        if self.columns:  # arrows out of the last column run at its right
            columns[len(self.columns) - 1] = (sum(self.columns[-1]), self.layout.columns.length)
        lanes: dict[int, tuple[float, float]] = {}
        for at, row in enumerate(self.layout.rows):
            if row.lane >= 0 or row.kind == "head":
                lanes[row.lane if row.lane >= 0 else -1] = self.layout.lines.gap_after(at)
        return Gaps(columns, lanes, self.layout.routes)

    # -- below the cards --------------------------------------------------------------------------

    def ground(self) -> list[Shape]:
        """Return the surfaces of heads and cells, the line of visibility, and the plot of the feelings."""
        shapes: list[Shape] = []
        for row, top in zip(self.layout.rows, self.layout.lines.starts, strict=True):
            if row.kind == "head":
                shapes += self._heads(top, row.height)
            elif row.kind == "cards":
                shapes += [self._cell(left, top, row.height) for left, _ in self.columns]
            elif row.kind == "line":
                y = top + row.height / 2
                right = self.layout.width
                shapes.append(Line(self.names + 4, y, right, y, "neutral", 2.2, dashed=True))
            elif row.kind == "plot":
                shapes += self._plot(top, row)
        return shapes

    def _heads(self, top: float, height: float) -> list[Shape]:
        shapes: list[Shape] = []
        for stage, (left, wide) in zip(self.path.stages, self.columns, strict=True):
            outside = stage.position != "within"
            shapes.append(
                Rect(left, top, wide, height, fill="accent", stroke="accent", radius=6, dashed=outside, tint=True)
            )
        return shapes

    def _cell(self, left: float, top: float, height: float) -> Shape:
        if self.layout.wanted.template:
            return Rect(left, top, self.layout.column, height, fill="paper", stroke="line", radius=4)
        return Rect(left, top, self.layout.column, height, fill="panel", radius=6)

    def _plot(self, top: float, row: Row) -> list[Shape]:
        felts = self.layout.wanted.felts
        right = self.layout.width
        made: list[Shape] = [Rect(self.names, 0, right - self.names, f.PLOT, fill="panel", radius=6)]
        made += f.scale(right, self.names, self.content)
        if self.layout.wanted.template and row.lane >= 0:
            number = self.path.lanes[row.lane].number
            for stage, (left, _) in zip(self.path.stages, self.columns, strict=True):
                code = step_code(stage.letter, number)
                made.append(Label(left + PAD, f.height_of(1.5) + 4, code, SIZE, bold=True, tone="muted"))
        if felts.felt:
            made += f.curve(felts, self.by_stage, self.measure)
        down = self.layout.planner.plot_top(row.lane, self.names)
        made = [moved(shape, 0, down) for shape in made]
        if felts.felt:
            high, legend = f.legend(felts, self.beginning, self.content, self.measure)
            made += [moved(shape, 0, row.height - high) for shape in legend]
        return [moved(shape, 0, top) for shape in made]

    # -- words ------------------------------------------------------------------------------------

    def cells(self) -> list[Shape]:
        """Return the words of title, heads, lanes and foot, and on a template the code of every cell."""
        shapes: list[Shape] = []
        named: set[int] = set()
        for row, top in zip(self.layout.rows, self.layout.lines.starts, strict=True):
            made: list[Shape] = []
            if row.kind == "title":
                made += self.measure.row(self.layout.wanted.title, self.beginning, size=TITLE_SIZE, bold=True)[1]
            elif row.kind == "head":
                made += self._stage_words()
            elif row.kind == "foot":
                made += self._foot()
            elif row.kind == "cards" and self.layout.wanted.template and row.first:
                made += self._codes(row)
            if row.lane >= 0 and row.lane not in named and row.kind != "plot":
                made += self._lane_words(row.lane, row.height if row.kind == "line" else 0.0)
                named.add(row.lane)
            elif row.kind == "plot":
                made += self._plot_name(row)
                named.add(row.lane)
            shapes += [moved(shape, 0, top) for shape in made]
        return shapes

    def _stage_words(self) -> list[Shape]:
        shapes: list[Shape] = []
        for stage, (left, wide) in zip(self.path.stages, self.columns, strict=True):
            letter = HEAD_SIZE + 2
            inset = self.measure.wide(stage.letter, letter, bold=True) + PAD
            shapes.append(Label(left + PAD, PAD + letter * 0.94, stage.letter, letter, bold=True, tone="accent"))
            room, y = wide - 2 * PAD - inset, PAD
            if stage.name.strip():
                high, name = self.measure.row(
                    stage.name, room, left=left + PAD + inset, size=HEAD_SIZE, bold=True,
                    language=self.content.own_language,
                )  # fmt: skip
                shapes += [moved(shape, 0, y) for shape in name]
                y += high
            else:
                y += HEAD_SIZE * LEADING
            if position := stage_position(stage, self.content):
                row = self.measure.row(position, room, left=left + PAD + inset, tone="muted")
                shapes += [moved(shape, 0, y) for shape in row[1]]
        return shapes

    def _lane_words(self, at: int, high: float = 0.0) -> list[Shape]:
        """Return number and name of a lane at the top of its row, or in the middle of a row that is so high."""
        lane = self.path.lanes[at]
        letter = HEAD_SIZE + 2
        inset = self.measure.wide(lane.number, letter, bold=True) + PAD
        name = self.measure.row(self.content.tr(lane_name(lane)), self.names - inset, left=inset, bold=True)
        down = max(0.0, (high - name[0]) / 2) if high else PAD / 2
        number = Label(0, letter * 0.9, lane.number, letter, bold=True, tone="accent")
        return [moved(shape, 0, down) for shape in (number, *name[1])]

    def _plot_name(self, row: Row) -> list[Shape]:
        """Return what the plot is called, above the words of its scale."""
        if row.lane >= 0:
            return self._lane_words(row.lane)
        name = self.layout.planner.plot_name(row.lane)
        return [moved(shape, 0, PAD / 2) for shape in self.measure.row(name, self.names, bold=True)[1]]

    def _codes(self, row: Row) -> list[Shape]:
        number = self.path.lanes[row.lane].number
        return [
            Label(left + PAD, PAD + CODE_SIZE * 0.9, step_code(stage.letter, number), CODE_SIZE, bold=True,
                  tone="muted")
            for stage, (left, _) in zip(self.path.stages, self.columns, strict=True)
        ]  # fmt: skip

    def _foot(self) -> list[Shape]:
        shapes: list[Shape] = []
        y = 0.0
        for line in self.layout.wanted.foot:
            high, row = self.measure.row(line, self.beginning, tone="muted")
            shapes += [moved(shape, 0, y) for shape in row]
            y += high
        return shapes
