"""Who we need to hear: the groups, what they know and need, how many are planned, and where they are heard."""

from PySide6.QtWidgets import QWidget

from models import queries, views
from models import records as r
from models.edits.prepare import DeleteSegment, SetSegmentNeeds, SetSegmentPlaces
from models.edits.project import AddSegment, ChangeSegment, SetAttendance
from models.errors import Refused
from models.vocabulary import ROLES, SUPPORT_NEEDS, Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.reading import read_number
from widgets.parts.frames import Callout, Surface, column
from widgets.parts.labels import Label, caption, muted, title
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.details import Details
from widgets.prepare.groups_table import NUMBERS, GroupsTable
from widgets.prepare.heard import HeardTable, Matrix
from widgets.prepare.section import Section

GROUP = (
    Field("name", N_("Group"), "wrapped", longest=200),
    Field("role", N_("Role"), "choice", ROLES),
    Field("knowledge", N_("What they know that we do not"), "text", longest=2000),
    Field(
        "channel",
        N_("How they want to hear from us"),
        "wrapped",
        longest=300,
        hint=N_("A voice message, paper, in person"),
    ),
    Field("needs", N_("What they need to take part"), "many", SUPPORT_NEEDS),
    Field("planned", N_("Planned"), "number"),
    Field("attended", N_("Came"), "number"),
)


class GroupsSection(Section):
    """The table, the matrix below it, and the details of the marked group."""

    id = "groups"
    name = N_("Who we need to hear")
    icon = "users"
    purpose = N_(
        "Which groups know something that we do not, and where on the path? Reports print who came and who did not."
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self._content: Content | None = None
        self._matrix = Matrix()
        self._stages: tuple[r.StageRecord, ...] = ()
        self.table = GroupsTable(context, tr("Who we need to hear"), self._typed)
        self.table.chosen.connect(self._table_chosen)
        self.table.removed.connect(self._delete)
        self.table_card = Surface("card", column(self.table, margin=2))
        self.refusal = Label("", "error")
        self.refusal.hide()
        self.numbers = muted("")
        self.add_line = AddLine(
            context,
            tr("Add group"),
            tr("Who they are, such as Family carers"),
            self._add,
            "prepare/add/group",
            longest=200,
        )
        self.matrix_heading = caption(tr("Where they are heard"))
        self.matrix = HeardTable(context, tr("Where they are heard"))
        self.matrix.chosen.connect(self._matrix_chosen)
        self.silent = Callout(context.look, "waiting", "")
        self.middle = self.page(
            self.table_card, self.refusal, self.numbers, self.add_line, self.matrix_heading, self.matrix, self.silent
        )
        self.side = self._side()
        self.table.details_wanted.connect(self.details.focus)

    def _side(self) -> QWidget:
        context, tr = self.context, self.context.tr
        self.details = Details(
            context, tr("Group"), GROUP, self._save, "group", lambda: self._delete(self.table.group_id())
        )
        self.places: Form | None = None
        self._place_options: tuple[Term, ...] = ()
        self.missing = Callout(context.look, "waiting", "")
        self._none = (
            caption(tr("Who we need to hear")),
            title(tr("Whose knowledge is missing?")),
            muted(tr("A group is people who know a part of the service from inside, and what they need to say it.")),
            muted(tr("Where nobody is planned a voice is missing, and that is printed.")),
        )
        self._side_column = self.beside(*self._none, self.missing, self.details)
        return self._side_column

    def show_content(self, content: Content) -> None:
        """Show the groups with the numbers of the present workshop, and where they are heard."""
        self._content = content
        self._stages = self._read_stages()
        self.table.show_groups(content.groups, counts_people=content.workshop is not None)
        self.table_card.setVisible(bool(content.groups))
        heard = self.context.document.ask(views.heard_at)
        self._matrix = self.matrix.show_matrix(content.groups, self._stages, heard)
        there = bool(content.groups and self._stages)
        self.matrix.setVisible(there)
        self.matrix_heading.setVisible(there)
        silent = self._matrix.silent() if there else ()
        self.silent.setVisible(bool(silent))
        self.silent.say(self._said_missing(silent))
        self._say_numbers(content)
        self._show_marked()

    def _read_stages(self) -> tuple[r.StageRecord, ...]:
        paths = self.context.document.ask(queries.paths)
        shown = next((path for path in paths if path.id == self.context.session.path_id), None)
        return shown.stages if shown else paths[0].stages if paths else ()

    def _say_numbers(self, content: Content) -> None:
        tr = self.context.tr
        if content.workshop is None:
            said = tr("Planned and came are counted for each workshop; there is none yet.")
        else:
            said = tr("Planned and came: {workshop}.", workshop=content.workshop.title)
        self.numbers.setText(said)
        self.numbers.setVisible(bool(content.groups))

    def _said_missing(self, stages: tuple[str, ...]) -> str:
        tr = self.context.tr
        if not stages:
            return ""
        said = tr("Nobody is planned for {stages}.", stages=self._listed(stages))
        return " ".join((said, tr("It will be printed as a missing voice unless somebody comes.")))

    def _listed(self, names: tuple[str, ...]) -> str:
        if len(names) == 1:
            return names[0]
        return self.context.tr("{most} and {last}", most=", ".join(names[:-1]), last=names[-1])

    def _show_marked(self) -> None:
        group = self._group(self.table.group_id())
        for words in self._none:
            words.setVisible(group is None)
        self.details.show_row(group.id if group else "", group.name if group else "", group)
        stages = self._matrix.missing_of(group.id) if group else ()
        self.missing.setVisible(bool(stages))
        self.missing.say(self._said_missing(stages))
        if group is not None:
            counted = self._content is not None and self._content.workshop is not None
            hidden = set() if counted else NUMBERS
            self.details.form.show_only(field.key for field in GROUP if field.key not in hidden)
        self._show_places(group)

    def _show_places(self, group: r.GroupRecord | None) -> None:
        options = tuple(Term(stage.id, stage.name) for stage in self._stages)
        if options != self._place_options or self.places is None:
            self._place_options = options
            self.details.remove_part(self.places)
            field = Field("stages", N_("Where they are needed"), "many", options)
            self.places = Form(self.context, (field,), self._save_places, "group-places") if options else None
            self.details.put_part(self.places)
        if self.places is not None and group is not None:
            self.places.show_values(group.id, {"stages": tuple(s.id for s in self._stages if s.id in group.stage_ids)})

    def _group(self, group_id: str) -> r.GroupRecord | None:
        groups = self._content.groups if self._content else ()
        return next((one for one in groups if one.id == group_id), None)

    def _table_chosen(self, group_id: str) -> None:
        del group_id
        self._tell("")
        self._show_marked()

    def _matrix_chosen(self, group_id: str) -> None:
        self.table.mark(group_id)

    # -- what people do -------------------------------------------------------------------------

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddSegment(words), told)
        if done is not None:
            self.table.mark(str(done.result))
        return done is not None

    def _typed(self, group_id: str, key: str, words: str) -> bool:
        """Save what was typed into a cell of the table."""
        self._tell("")
        try:
            value = read_number(words) if key in NUMBERS else words.strip()
        except Refused as error:
            self._tell(error.sentence(self.context.tr))
            return False
        return self._keep(group_id, key, value, self._tell)

    def _tell(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _save(self, key: str, value: object, told: Told) -> bool:
        return self._keep(self.details.row_id, key, value, told)

    def _keep(self, group_id: str, key: str, value: object, told: Told) -> bool:
        if key == "needs":
            return self.done(SetSegmentNeeds(group_id, value if isinstance(value, tuple) else ()), told)
        if key not in NUMBERS:
            return self.done(ChangeSegment(group_id, {key: value}), told)
        group, workshop = self._group(group_id), self._content.workshop if self._content else None
        if group is None or workshop is None:
            return False
        numbers: dict[str, int | None] = {"planned": group.planned, "attended": group.attended}
        numbers[key] = value if isinstance(value, int) else None
        return self.done(SetAttendance(workshop.id, group_id, numbers["planned"], numbers["attended"]), told)

    def _save_places(self, key: str, value: object, told: Told) -> bool:
        del key
        row_id = self.places.row_id if self.places else ""
        return self.done(SetSegmentPlaces(row_id, value if isinstance(value, tuple) else ()), told)

    def _delete(self, group_id: str) -> None:
        self.delete(DeleteSegment(group_id), self.context.tr("The group was deleted; what its people said stays."))

    def has_details(self) -> bool:
        """Tell whether a row is marked."""
        return self.details.isVisibleTo(self.side)

    def enter_focus(self) -> None:
        """Begin in the table, or with the first group."""
        if self._content and self._content.groups:
            self.table.setFocus()
        else:
            self.add_line.focus_line()

    def add(self) -> None:
        """Add a group."""
        self.add_line.focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a group."""
        return table == "segment" and self.table.mark(row_id, focus=True)
