"""What the tests of the models share: dumps of a file, small builders, and random walks over all edits."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from models import history
from models.edits import notes_many, path_frame, places, prepare, sorting, voices, voting, weighing
from models.edits import path as on_path
from models.edits import project as on_project
from models.edits.base import Done, Edit
from models.edits.imports import ImportNotes
from models.errors import Refused
from models.history import EDIT
from models.order import between
from models.project import Project
from models.search_text import searchable
from models.shapes import shapes
from models.tables import SEARCH_TABLES
from tests.models import backup_edits, history_edits, map_edits, share_edits, sort_edits, weigh_edits

TODAY = date(2026, 3, 2)
Rows = dict[str, list[tuple[Any, ...]]]


def note(*words: str, **values: object) -> voices.NewNote:
    return voices.NewNote(tuple(voices.NewVoice(text) for text in words), values)


def result(done: Done) -> str:
    assert isinstance(done.result, str)
    return done.result


def add_note(project: Project, *words: str, **values: object) -> str:
    return result(project.perform(voices.AddNote(note(*words, **values))))


def rows(project: Project, sql: str, *values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in project.store.connection.exec_driver_sql(sql, values).fetchall()]


def column(project: Project, sql: str, *values: object) -> list[Any]:
    return [row[0] for row in rows(project, sql, *values)]


def dump(project: Project, *, undoable: bool = True) -> Rows:
    """Every row of every table that undo touches, or (undoable=False) of consent and withdrawal."""
    chosen = [shape for shape in shapes().values() if shape.cls.undoable == undoable]
    return {shape.name: sorted(rows(project, shape.select_all), key=str) for shape in chosen}


def live_consents(project: Project) -> list[tuple[Any, ...]]:
    """What consent and withdrawal say about stories and voices that are there."""
    return sorted(
        rows(project, "SELECT * FROM consent WHERE story_id IN (SELECT id FROM story)")
        + rows(
            project,
            "SELECT * FROM withdrawal WHERE story_id IN (SELECT id FROM story) OR voice_id IN (SELECT id FROM voice)",
        ),
        key=str,
    )


def indexed(project: Project) -> list[tuple[str, str, str]]:
    """What the search index holds: table, id, words."""
    for table in SEARCH_TABLES:  # raises where an index holds anything else than the texts beside it
        project.store.raw.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
    return sorted(rows(project, "SELECT row_table, row_id, body FROM search_entry"))


def index_from_scratch(project: Project) -> list[tuple[str, str, str]]:
    """What the search index must hold, worked out anew from the tables: all words but withdrawn ones."""
    stories = set(column(project, "SELECT story_id FROM withdrawal"))
    gone = set(column(project, "SELECT voice_id FROM withdrawal"))
    voices_of: dict[str, list[str]] = {}
    for voice_id, note_id in rows(project, "SELECT id, contribution_id FROM voice"):
        voices_of.setdefault(note_id, []).append(voice_id)
    notes = {note_id for note_id, ids in voices_of.items() if all(voice_id in gone for voice_id in ids)}
    hidden = {"story": stories, "voice": gone, "contribution": notes}
    found: list[tuple[str, str, str]] = []
    for shape in shapes().values():
        for raw in rows(project, shape.select_all):
            row = dict(zip(shape.columns, raw, strict=True))
            owners = {row.get("story_id"), row.get("contribution_id") if shape.name != "voice" else None}
            if row["id"] in hidden.get(shape.name, set()):
                continue
            if shape.name in ("story_tag", "picture_place") and owners & (stories | notes) - {None}:
                continue
            if body := "\n".join(str(row[name]) for name in shape.searched if row[name]):
                found.append((shape.name, str(row["id"]), searchable(body)))
    return sorted(found)


def healthy(project: Project) -> bool:
    checks = column(project, "PRAGMA integrity_check"), rows(project, "PRAGMA foreign_key_check")
    return checks == (["ok"], [])


def bytes_of_open_file(path: Path) -> bytes:
    """The bytes of a project and its log while it is open, read by another process.

    Reading it here would drop SQLite's locks on POSIX when the handle is closed.
    """
    code = "import sys\nfor name in sys.argv[1:]: sys.stdout.buffer.write(open(name, 'rb').read())"
    names = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal"))
    there = [str(name) for name in names if name.exists()]
    command = [sys.executable, "-S", "-E", "-c", code, *there]
    return subprocess.run(command, capture_output=True, check=True).stdout


def history_text(project: Project) -> str:
    """Everything that the history holds, unpacked."""
    found = rows(project, "SELECT id, device, operator, label, kind, reverses, run, images FROM history_step")
    return "\n".join(
        json.dumps([*rest, [[i.table, i.id, i.before, i.after] for i in history.unpack(images)]], ensure_ascii=False)
        for *rest, images in found
    )


def sources_of_edits() -> list[type]:
    """Every edit class there is."""
    more = (*sort_edits.MODULES, *weigh_edits.MODULES, *share_edits.MODULES, *map_edits.MODULES)
    more = (*more, *history_edits.MODULES, *backup_edits.MODULES)
    own = (on_path, path_frame, places, on_project, prepare, sorting, voices, voting, weighing, *more)
    modules = (*own, sys.modules[ImportNotes.__module__])
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and thing.__module__ == module.__name__ and hasattr(thing, "apply")
    ]


# -- random walks -------------------------------------------------------------------------------------------

Op = tuple[int, int, int]


@dataclass
class Walk:
    """Performs edits that numbers choose; what there is nothing to do for is left out."""

    project: Project
    serial: Iterable[int] = field(default_factory=lambda: count(1))
    used: set[type] = field(default_factory=set[type])

    def pick(self, table: str, number: int, where: str = "1") -> str:
        found = column(self.project, f"SELECT id FROM {table} WHERE {where} ORDER BY id")
        if not found:
            raise LookupError(table)
        return str(found[number % len(found)])

    def maybe(self, table: str, number: int) -> str | None:
        found = column(self.project, f"SELECT id FROM {table} ORDER BY id")
        return str(found[number % len(found)]) if found and number % 3 else None

    def words(self, number: int) -> str:
        texts = ("I waited", "Nobody rang back", "It was warm and dry", "Ünïcödé 🙂 שלום", "a\nb", "  <b>x</b> ")
        return f"{texts[number % len(texts)]} {next(iter(self.serial))}"

    def step(self, op: Op) -> Done | None:
        """Perform one edit; None where it was refused or there is nothing to do it on."""
        kind, a, b = op
        try:
            edit = EDITS[kind % len(EDITS)](self, a, b)
            done = self.project.perform(edit)
        except (LookupError, Refused):
            return None
        self.used.add(type(edit))
        return done


def _start_path(walk: Walk, a: int, b: int) -> Edit:
    lanes = (("people_do", ""), ("feeling", ""), ("own", "Our lane"))
    cards = tuple(on_path.NewCard(i % 3, i % 2, walk.words(a + i), (("", i % 5 - 2),)) for i in range(b % 4))
    return on_path.AddPath(walk.words(a), stages=("Before", "During", "After"), lanes=lanes, cards=cards)


def _cell(walk: Walk, a: int, b: int) -> tuple[str, str]:
    path_id = walk.pick("path", a)
    return walk.pick("stage", a, f"path_id = '{path_id}'"), walk.pick("lane", b, f"path_id = '{path_id}'")


def _place(walk: Walk, a: int, b: int) -> voices.Place:
    if b % 2 and column(walk.project, "SELECT 1 FROM touchpoint"):
        card = walk.pick("touchpoint", a)
        return voices.Place(column(walk.project, "SELECT stage_id FROM touchpoint WHERE id = ?", card)[0], card)
    return voices.Place(walk.pick("stage", a))


def _move(walk: Walk, a: int, b: int) -> Edit:
    card = walk.pick("touchpoint", a)
    stage, lane = rows(walk.project, "SELECT stage_id, lane_id FROM touchpoint WHERE id = ?", card)[0]
    path = column(walk.project, "SELECT path_id FROM stage WHERE id = ?", stage)[0]
    if b % 3:
        stage = walk.pick("stage", b, f"path_id = '{path}'")
        lane = walk.pick("lane", a, f"path_id = '{path}'")
    keys = column(walk.project, 'SELECT "order" FROM touchpoint WHERE stage_id = ? ORDER BY "order"', stage)
    key = between("", keys[0]) if keys and a % 2 else between(keys[-1] if keys else "", "")
    return on_path.MoveTouchpoint(card, stage, lane, key, run="keys" if b % 4 else "")


def _story(walk: Walk, a: int, b: int) -> Edit:
    values = {"segment_id": walk.maybe("segment", a), "participant_id": walk.maybe("participant", b)}
    consents = tuple(voices.ConsentAnswer(p, ("yes", "no")[a % 2]) for p in ("room", "public_report")[: b % 3])
    return voices.AddStory(walk.words(a), values, tags=("tag", "other tag")[: a % 3], consents=consents)


def _consent(walk: Walk, a: int, b: int) -> Edit:
    purpose = ("room", "internal_report", "public_report")[b % 3]
    answer = voices.ConsentAnswer(purpose, ("yes", "no")[a % 2], "written", ask_again=TODAY if b % 2 else None)
    return voices.RecordConsent(walk.pick("story", a), answer)


def _notes(walk: Walk, a: int, b: int) -> tuple[voices.NewNote, ...]:
    kinds = ("idea", "stop", "offer", "question", "problem", "unsorted")
    return tuple(
        note(*(walk.words(a + i + j) for j in range(1 + b % 2)), kind=kinds[(a + i) % 6], wording="Short" * (i % 2))
        for i in range(1 + b % 3)
    )


def _subject(walk: Walk, a: int, b: int) -> dict[str, str]:
    return {"note_id": walk.pick("contribution", a)} if b % 4 else {"theme_id": walk.pick("theme", a)}


def _twins(walk: Walk, a: int, b: int) -> Edit:
    one = walk.pick("contribution", a)
    kind = column(walk.project, "SELECT kind FROM contribution WHERE id = ?", one)[0]
    return sorting.MergeTwins(one, walk.pick("contribution", b, f"kind = '{kind}' AND id <> '{one}'"))


def _answer(walk: Walk, a: int, b: int) -> Edit:
    codes = ("now", "no", "try", "decide", "pass", "unknown", "answered", "accepted", "heard")
    whole = {"owner": "Lead", "report_back": TODAY, "find_out_by": TODAY, "body": "Board", "decision_day": TODAY}
    more = {"reason_kind": "money", "reason": "Too dear", "possible_part": "One day", "recipient": "The city"}
    return weighing.GiveAnswer(codes[b % 9], {**whole, **more} if a % 5 else {}, **_subject(walk, a, b))


def _import(walk: Walk, a: int, b: int) -> Edit:
    notes = _notes(walk, a, b)
    costs = tuple(100 * i if i % 2 else None for i in range(len(notes)))
    named = tuple(("Carers", "")[i % 2] for i in range(len(notes)))
    fresh = () if column(walk.project, "SELECT 1 FROM segment WHERE name = 'Carers'") else ("Carers",)
    return ImportNotes(f"{a:064x}", "notes.csv", "csv", notes, fresh, named, costs, again=bool(b % 2))


def _cost(walk: Walk, a: int, b: int) -> Edit:
    cost = weighing.NewCost(("money", "days")[a % 2], b * 10, None, ("takes", "frees")[b % 2])
    return weighing.AddCost(cost, **_subject(walk, a // 2, b))


def _some(walk: Walk, table: str, a: int, b: int) -> tuple[str, ...]:
    return tuple(walk.pick(table, a + 5 * i) for i in range(1 + b % 3))


def _attached(walk: Walk, table: str, a: int) -> tuple[str, voices.Place]:
    owner = "contribution_id" if table == "contribution_place" else "story_id"
    place_id = walk.pick(table, a)
    sql = f"SELECT {owner}, stage_id, touchpoint_id FROM {table} WHERE id = ?"
    owner_id, stage, card = rows(walk.project, sql, place_id)[0]
    return owner_id, voices.Place(stage, card)


def _vote(walk: Walk, a: int, b: int) -> Edit:
    options = (
        voting.NewOption(walk.maybe("contribution", a), label=walk.words(a)),
        voting.NewOption(theme_id=walk.maybe("theme", b), label=walk.words(b)),
        voting.NewOption(label=walk.words(a), left_out="Too dear" if b % 2 else ""),
    )
    values = {"method": ("dots", "one_choice", "rating")[a % 3], "workshop_id": walk.maybe("workshop", b)}
    return voting.AddRound(walk.words(a), values, options)


def _count(walk: Walk, a: int, b: int) -> Edit:
    round_id = walk.pick("vote_round", a, "NOT closed")
    option = walk.pick("vote_option", b, f"round_id = '{round_id}' AND left_out = ''") if b % 4 else ""
    return voting.SetCount(round_id, (option, walk.maybe("segment", b), 1 + b % 5), ("a", "b", "")[b % 3], a % 9)


EDITS: tuple[Callable[[Walk, int, int], Edit], ...] = (
    _start_path,
    lambda w, a, b: on_path.ImportPath(f"{b:064x}", "j.mmd", w.words(a), "", ("A", "B"), (("life", ""),), again=b > 9),
    lambda w, a, b: on_path.AddStage(w.pick("path", a), w.words(b), ("before", "within", "after")[b % 3]),
    lambda w, a, b: on_path.AddLane(w.pick("path", a), ("behind", "own")[b % 2], w.words(a) if b % 2 else ""),
    lambda w, a, b: on_path.AddTouchpoint(*_cell(w, a, b), w.words(a), {"pain_point": bool(b % 2)}),
    lambda w, a, b: on_path.AddTouchpoint(*_cell(w, a // 2, b), w.words(a), {"what_works": w.words(b)}),
    lambda w, a, b: on_path.ChangeTouchpoint(w.pick("touchpoint", a), {"words": w.words(b), "hand_off": w.words(b)}),
    _move,
    _move,
    _move,
    lambda w, a, b: on_path.DeleteTouchpoint(w.pick("touchpoint", a)),
    lambda w, a, b: on_path.DeletePath(w.pick("path", a)),
    lambda w, a, b: on_path.SetFeeling(
        w.pick("touchpoint", a), b % 5 - 2, w.maybe("segment", b), w.maybe("participant", a), w.maybe("story", b)
    ),
    lambda w, a, b: on_path.FreezeStepCodes(w.pick("path", a)),
    lambda w, a, b: voices.AddParticipant(w.words(a), w.maybe("segment", b)),
    _story,
    _story,
    lambda w, a, b: voices.ChangeStory(w.pick("story", a), {"words": w.words(b), "clearer": w.words(a) * (b % 2)}),
    lambda w, a, b: voices.DeleteStory(w.pick("story", a)),
    _consent,
    _consent,
    lambda w, a, b: voices.WithdrawStory(w.pick("story", a)),
    lambda w, a, b: voices.WithdrawVoice(w.pick("voice", a)),
    lambda w, a, b: voices.AddNote(_notes(w, a, b)[0]),
    lambda w, a, b: voices.AddNotes(_notes(w, a, b)),
    _import,
    lambda w, a, b: voices.ChangeNote(w.pick("contribution", a), {"wording": w.words(b)}),
    lambda w, a, b: voices.ChangeNote(w.pick("contribution", a), {"kind": ("idea", "stop", "keep")[b % 3]}),
    lambda w, a, b: voices.AddVoice(w.pick("contribution", a), voices.NewVoice(w.words(b), {"table_name": "2"})),
    lambda w, a, b: voices.DeleteNote(w.pick("contribution", a)),
    lambda w, a, b: notes_many.ChangeMany(
        _some(w, "contribution", a, b),
        values={"kind": ("stop", "offer")[a % 2], "table_name": w.words(b)[:60].replace("\n", " ")} if b % 3 else {},
        place=_place(w, a, b) if a % 2 else None,
        no_place=not a % 4,
    ),
    lambda w, a, b: voices.PlaceNote(w.pick("contribution", a), _place(w, a, b)),
    lambda w, a, b: voices.PlaceStory(w.pick("story", a), _place(w, a, b)),
    lambda w, a, b: sorting.AddTheme(w.words(a), w.words(b)),
    lambda w, a, b: sorting.PutInTheme(w.pick("contribution", a), w.maybe("theme", b), "Scribe"),
    _twins,
    lambda w, a, b: weighing.SetFinding("money", {"value": "beyond", "note": w.words(a)}, **_subject(w, a, b)),
    lambda w, a, b: weighing.SetEstimate(
        {"no_cost": bool(a % 3), "no_days": bool(b % 3), "starts": TODAY, "ends": TODAY}, **_subject(w, a, b)
    ),
    _cost,
    lambda w, a, b: weighing.DeleteCost(w.pick("cost_line", a)),
    _answer,
    _answer,
    lambda w, a, b: weighing.ConfirmAnswer(w.pick("answer", a), "Head of service", "signed", "Scribe"),
    lambda w, a, b: weighing.ConfirmAnswer(w.pick("answer", b), "Head of service", "message", "Scribe"),
    lambda w, a, b: weighing.RecordOutcome(w.pick("answer", a), ("kept", "late")[b % 2], w.words(a), TODAY),
    lambda w, a, b: on_project.AddWorkshop(w.words(a), {"ask": w.words(b), "promise_level": 1 + b % 5, "day": TODAY}),
    lambda w, a, b: on_project.ChangeWorkshop(w.pick("workshop", a), {"venue": w.words(b), "promise_level": 1 + b % 5}),
    lambda w, a, b: on_project.AddSegment(w.words(a), {"role": "carer"}, ("travel",), (w.pick("stage", b),)),
    lambda w, a, b: on_project.AddSegment(w.words(a)),
    lambda w, a, b: on_project.ChangeSegment(w.pick("segment", a), {"name": w.words(b)}),
    lambda w, a, b: on_project.SetAttendance(w.pick("workshop", a), w.pick("segment", b), a % 9, b % 9),
    lambda w, a, b: on_project.AddScopeItem(("open", "fixed")[b % 2], w.words(a), "The law", TODAY),
    lambda w, a, b: on_project.AddEarlierPromise(w.words(a), {"outcome": "late"}),
    lambda w, a, b: on_project.AddEnvelopeLine(("money", "staff_days")[a % 2], w.words(a), b * 10 if b % 3 else None),
    lambda w, a, b: on_project.ChangeEnvelopeLine(w.pick("envelope_line", a), {"amount": b * 5}),
    lambda w, a, b: on_project.AddDecisionDate(w.words(a), TODAY),
    lambda w, a, b: on_project.SetWayBack("mail", "mailto:answers@polku.example?subject={code}"),
    lambda w, a, b: on_project.ChangeProject({"title": w.words(a), "small_group": 5 + b % 4}),
    lambda w, a, b: prepare.ChangeScopeItem(w.pick("scope_item", a), {"kind": ("open", "fixed", "shapeable")[b % 3]}),
    lambda w, a, b: prepare.DeleteScopeItem(w.pick("scope_item", a)),
    lambda w, a, b: prepare.ChangeEarlierPromise(w.pick("earlier_promise", a), {"became": w.words(b)}),
    lambda w, a, b: prepare.DeleteEarlierPromise(w.pick("earlier_promise", a)),
    lambda w, a, b: prepare.DeleteEnvelopeLine(w.pick("envelope_line", a)),
    lambda w, a, b: prepare.ChangeDecisionDate(w.pick("decision_date", a), {"note": w.words(b)}),
    lambda w, a, b: prepare.DeleteDecisionDate(w.pick("decision_date", a)),
    lambda w, a, b: prepare.SetSegmentNeeds(w.pick("segment", a), ("travel", "childcare", "travel")[b % 3 :]),
    lambda w, a, b: prepare.SetSegmentPlaces(w.pick("segment", a), (w.pick("stage", a), w.pick("stage", b))[b % 3 :]),
    lambda w, a, b: prepare.SetConsentPreset(w.pick("workshop", a), ("room", "training", "contact")[b % 4 :]),
    lambda w, a, b: prepare.ChangeWayBack(w.pick("feedback_round", a), {"question": w.words(b)}),
    lambda w, a, b: prepare.DeleteWayBack(w.pick("feedback_round", a)),
    lambda w, a, b: prepare.DeleteWorkshop(w.pick("workshop", a)),
    lambda w, a, b: prepare.DeleteSegment(w.pick("segment", a)),
    lambda w, a, b: path_frame.AddStandardPath(w.words(a), ("as_is", "could_be")[b % 2], ("Before", "After")[b % 3 :]),
    lambda w, a, b: path_frame.ChangePath(
        w.pick("path", a), {"title": w.words(b), "state": ("as_is", "could_be")[b % 2]}
    ),
    lambda w, a, b: path_frame.ChangeStage(w.pick("stage", a), {"name": w.words(b), "position": "before"}),
    lambda w, a, b: path_frame.MoveStage(w.pick("stage", a), b % 5 - 1),
    lambda w, a, b: path_frame.ChangeLane(w.pick("lane", a), {"kind": ("life", "own")[b % 2], "name": w.words(b)}),
    lambda w, a, b: path_frame.MoveLane(w.pick("lane", a), b % 5 - 1),
    lambda w, a, b: path_frame.AddTouchpoints(tuple((*_cell(w, a + i, b), w.words(i), {}) for i in range(1 + b % 4))),
    lambda w, a, b: path_frame.DeleteTouchpoints(_some(w, "touchpoint", a, b)),
    lambda w, a, b: path_frame.DeleteStage(w.pick("stage", a)),
    lambda w, a, b: path_frame.DeleteLane(w.pick("lane", a)),
    lambda w, a, b: path_frame.ClearFeeling(w.pick("feeling", a)),
    lambda w, a, b: places.SetNotePlaces(
        w.pick("contribution", a), tuple(_place(w, a + i, b + i) for i in range(b % 4))
    ),
    lambda w, a, b: places.SetStoryPlaces(w.pick("story", a), tuple(_place(w, a + i, b + i) for i in range(b % 4))),
    lambda w, a, b: places.SetStoryTags(w.pick("story", a), ("tag", "fresh tag", "tag")[b % 4 :]),
    lambda w, a, b: places.DetachNote(*_attached(w, "contribution_place", a)),
    lambda w, a, b: places.DetachStory(*_attached(w, "story_place", a)),
    lambda w, a, b: voices.ChangeVoice(w.pick("voice", a), {"words": w.words(b), "segment_id": w.maybe("segment", b)}),
    lambda w, a, b: voices.RecordConsents(
        w.pick("story", a), tuple(voices.ConsentAnswer(p, ("yes", "no")[b % 2]) for p in ("room", "training"))
    ),
    lambda w, a, b: voices.DeleteNotes(_some(w, "contribution", a, b)),
    lambda w, a, b: weighing.ChangeCost(w.pick("cost_line", a), {"high": b * 7, "recurrence": ("once", "year")[b % 2]}),
    lambda w, a, b: weighing.DeleteAnswer(w.pick("answer", a)),
    _vote,
    _vote,
    _vote,
    lambda w, a, b: voting.ChangeRound(w.pick("vote_round", a), {"question": w.words(b), "decides": w.words(a)}),
    lambda w, a, b: voting.AddOptions(w.pick("vote_round", a), (voting.NewOption(label=w.words(b)),)),
    lambda w, a, b: voting.ChangeOption(w.pick("vote_option", a), {"label": w.words(b), "left_out": ""}),
    lambda w, a, b: voting.MoveOption(w.pick("vote_option", a), b % 3),
    lambda w, a, b: voting.RemoveOption(w.pick("vote_option", a)),
    _count,
    _count,
    lambda w, a, b: voting.ClearCount(w.pick("vote_round", a, "NOT closed"), ("a", "b")[b % 2]),
    _count,
    lambda w, a, b: voting.CloseRound(w.pick("vote_round", a), w.words(b)),
    lambda w, a, b: voting.RepeatRound(w.pick("vote_round", a, "closed")),
    lambda w, a, b: voting.ReopenRound(w.pick("vote_round", a, "closed")),
    lambda w, a, b: voting.DeleteRound(w.pick("vote_round", a)),
    *sort_edits.SORT_EDITS,
    *weigh_edits.WEIGH_EDITS,
    *share_edits.SHARE_EDITS,
    *map_edits.MAP_EDITS,
    *history_edits.HISTORY_EDITS,
    *backup_edits.BACKUP_EDITS,
)


def edits_on_undo_stack(project: Project) -> int:
    return len(column(project, "SELECT 1 FROM history_step WHERE kind = ?", EDIT))


def undoes(project: Project, edit: Edit) -> None:
    """The edit changes something as one step, and undo restores what was."""
    before, steps = dump(project), edits_on_undo_stack(project)
    project.perform(edit)
    after = dump(project)
    assert after != before
    assert edits_on_undo_stack(project) == steps + 1
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after
