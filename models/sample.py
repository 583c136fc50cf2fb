"""The sample project: performs the edits that a data file in resources/samples describes, one after the other."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from models import queries, vote_reads
from models.edits.base import Edit
from models.edits.last_time import BringPromises, NewEarlier
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint, SetFeeling
from models.edits.path_links import Connect
from models.edits.pictures import AddPictures
from models.edits.project import (
    AddDecisionDate,
    AddEnvelopeLine,
    AddScopeItem,
    AddSegment,
    AddWorkshop,
    ChangeEnvelopeLine,
    SetAttendance,
    SetWayBack,
    StartProject,
)
from models.edits.responding import KeepResponse
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import (
    AddNote,
    AddParticipant,
    AddStory,
    ConsentAnswer,
    NewNote,
    NewVoice,
    Place,
    WithdrawStory,
)
from models.edits.voting import AddRound, CloseRound, NewOption, SetCount
from models.edits.weighing import (
    AddCost,
    ConfirmAnswer,
    GiveAnswer,
    NewCost,
    RecordOutcome,
    SetEstimate,
    SetFinding,
)
from models.money import hundredths, minor_units
from models.pictures import PictureOwner
from models.project import Project
from models.sample_photo import flip_chart
from models.vote_records import FIRST, PAPERS, SECOND
from resources.files import path_of

Entry = Mapping[str, Any]


def make_sample(path: Path, today: date, language: str = "en") -> Project:
    """Make the sample project at a path that nothing has yet; its dates are relative to `today`.

    Two samples of the same day have the same content hash. Refused: the name is taken.
    """
    data = tomllib.loads(path_of("samples", language, "dementia_care.toml").read_text(encoding="utf-8"))
    about = data["project"]
    values = {
        "organisation": about["organisation"],
        "language": about["language"],
        "currency": about["currency"],
        "coproduction": about["kind_of_coproduction"],
        "service_stage": about["service_stage"],
        "small_group": about["small_group_minimum"],
        "stamp": about["stamp"],
        "is_example": True,
    }
    noon = datetime.combine(today, time(12), UTC)
    project = Project.create(path, about["title"], clock=lambda: noon, first=StartProject(about["title"], values))
    try:
        _Loader(project, data, today).load()
    except BaseException:
        project.close()
        path.unlink()
        raise
    return project


class _Loader:
    """Performs the file's entries; `ids` leads from a section and key to the row that was made."""

    def __init__(self, project: Project, data: Entry, today: date) -> None:
        self.project = project
        self.data = data
        self.today = today
        self.ids: dict[tuple[str, str], str] = {}
        self.stage_of_card: dict[str, str] = {}
        self.answers: dict[str, str] = {}

    def load(self) -> None:
        """Perform everything, in the order in which it could have happened."""
        for section, add in self._sections():
            for entry in self.data[section]:
                made = add(entry)
                if made and "key" in entry:
                    self.ids[section, entry["key"]] = made

    def _sections(self) -> tuple[tuple[str, Callable[[Entry], str | None]], ...]:
        self._path()
        self._last_time()
        return (
            ("workshop", self._workshop),
            ("segment", self._segment),
            ("scope", self._scope),
            ("touchpoint", self._touchpoint),
            ("connection", self._connection),
            ("participant", self._participant),
            ("story", self._story),
            ("feeling", self._feeling),
            ("theme", self._theme),
            ("note", self._note),
            ("vote", self._vote),
            ("envelope", self._envelope),
            ("decision_date", self._decision_date),
            ("weighing", self._weighing),
            ("answer", self._answer),
            ("outcome", self._outcome),
            ("response", self._response),
        )

    # -- helpers ------------------------------------------------------------------------------

    def _do(self, edit: Edit) -> str:
        return str(self.project.perform(edit).result)

    def _day(self, entry: Entry, name: str) -> date | None:
        days = entry.get(f"{name}_in_days")
        return None if days is None else self.today + timedelta(days=days)

    def _id(self, section: str, entry: Entry, name: str = "") -> str | None:
        key = entry.get(name or section)
        return self.ids[section, key] if key else None

    def _place(self, key: str) -> Place:
        if ("touchpoint", key) in self.ids:
            return Place(self.stage_of_card[key], self.ids["touchpoint", key])
        return Place(self.ids["stage", key])

    # -- prepare ------------------------------------------------------------------------------

    def _path(self) -> None:
        about = self.data["path"]
        path_id = self._do(AddPath(about["title"], about["state"]))
        for stage in self.data["stage"]:
            made = AddStage(path_id, stage["name"], stage.get("position", "within"))
            self.ids["stage", stage["key"]] = self._do(made)
        for lane in self.data["lane"]:
            self.ids["lane", lane["key"]] = self._do(AddLane(path_id, lane["kind"], lane.get("name", "")))
        back = self.data["way_back"]
        values = {
            "question": back["question"],
            "opens": self._day(back, "opens"),
            "closes": self._day(back, "closes"),
        }
        self._do(SetWayBack(back["kind"], back["address"], values))

    def _workshop(self, entry: Entry) -> str:
        made = self._do(AddWorkshop(entry["title"], self._workshop_values(entry)))
        if entry.get("flip_chart"):
            self._do(AddPictures((flip_chart(),), PictureOwner(made)))
        return made

    def _workshop_values(self, entry: Entry) -> dict[str, object]:
        same = "venue ask promise_level promise_note pledge_role words_preset".split()
        values: dict[str, object] = {name: entry[name] for name in same}
        return values | {"day": self._day(entry, "date"), "pledge_day": self._day(entry, "pledge")}

    def _segment(self, entry: Entry) -> str:
        values = {"role": entry["role"], "knowledge": entry["knowledge_sought"], "channel": entry["channel"]}
        stages = tuple(self.ids["stage", key] for key in entry["needed_at"])
        made = self._do(AddSegment(entry["name"], values, tuple(entry["support_needs"]), stages))
        for count in entry["attendance"]:
            workshop = self.ids["workshop", count["workshop"]]
            self._do(SetAttendance(workshop, made, count["planned"], count["attended"]))
        return made

    def _scope(self, entry: Entry) -> str:
        return self._do(AddScopeItem(entry["kind"], entry["text"], entry.get("reason", ""), self._day(entry, "until")))

    def _last_time(self) -> None:
        """Bring in what was promised before, as from an earlier file: with who promised it and by when."""
        told = (
            NewEarlier(
                f"sample/{number}",
                one["text"],
                one["owner"],
                self._day(one, "promised"),
                self._day(one, "due"),
                one["outcome"],
                one["what"],
            )
            for number, one in enumerate(self.data["earlier_promise"])
        )
        self._do(BringPromises(self.data["project"]["earlier"], tuple(told)))

    def _envelope(self, entry: Entry) -> str:
        amount = None
        if entry["kind"] == "money" and "amount" in entry:
            amount = minor_units(entry["amount"], self.data["project"]["currency"])
        elif "days" in entry:
            amount = hundredths(entry["days"])
        values = {
            "source": entry["source"],
            "said_by": entry["said_by"],
            "starts": self._day(entry, "period_from"),
            "ends": self._day(entry, "period_until"),
            "note": entry.get("note", ""),
            "unit": entry.get("unit", ""),
        }
        made = self._do(AddEnvelopeLine(entry["kind"], entry["name"], amount, values))
        if "later_days" in entry:
            self.project.operator = entry["said_by"]
            self._do(ChangeEnvelopeLine(made, {"amount": hundredths(entry["later_days"])}, entry["why"]))
            self.project.operator = ""
        return made

    def _decision_date(self, entry: Entry) -> str:
        day = self.today + timedelta(days=entry["in_days"])
        return self._do(AddDecisionDate(entry["body"], day, entry["note"]))

    # -- map and capture ----------------------------------------------------------------------

    def _touchpoint(self, entry: Entry) -> str:
        names = "channel owner waiting cost_to_person hand_off pain_point pain_note what_works evidence".split()
        values = {name: entry[name] for name in names if name in entry}
        stage, lane = self.ids["stage", entry["stage"]], self.ids["lane", entry["lane"]]
        self.stage_of_card[entry["key"]] = stage
        return self._do(AddTouchpoint(stage, lane, entry["text"], values))

    def _connection(self, entry: Entry) -> str:
        ends = (self.ids["touchpoint", entry["from"]], self._id("touchpoint", entry, "to"))
        return self._do(Connect(*ends, entry["kind"], entry["label"]))

    def _participant(self, entry: Entry) -> str:
        return self._do(AddParticipant(entry["pseudonym"], self._id("segment", entry)))

    def _story(self, entry: Entry) -> str:
        names = "words_source translated_by clearer_agreed given_how read_back teller".split()
        values: dict[str, object] = {name: entry[name] for name in names if name in entry}
        values |= {"given_how": entry["how_given"], "clearer": entry.get("clearer_wording", "")}
        values |= {
            "workshop_id": self._id("workshop", entry),
            "segment_id": self._id("segment", entry),
            "participant_id": self._id("participant", entry),
        }
        places = tuple(self._place(key) for key in entry["places"])
        consents = tuple(self._consent(purpose, asked) for purpose, asked in entry.get("consents", {}).items())
        made = self._do(AddStory(entry["words"], values, places, tuple(entry["tags"]), consents))
        if entry.get("withdrawn"):
            self._do(WithdrawStory(made))
        return made

    def _consent(self, purpose: str, asked: Entry) -> ConsentAnswer:
        witness = asked.get("witness", "")
        return ConsentAnswer(purpose, asked["answer"], asked["given"], witness, self._day(asked, "until"))

    def _feeling(self, entry: Entry) -> str:
        return self._do(
            SetFeeling(
                self.ids["touchpoint", entry["touchpoint"]],
                entry["value"],
                self._id("segment", entry),
                self._id("participant", entry),
                self._id("story", entry),
                self._id("workshop", entry),
                entry.get("note", ""),
            )
        )

    def _theme(self, entry: Entry) -> str:
        return self._do(AddTheme(entry["title"], entry["summary"]))

    def _note(self, entry: Entry) -> str:
        values = {"kind": entry["kind"], "wording": entry["wording"], "workshop_id": self._id("workshop", entry)}
        voices = tuple(self._voice(voice) for voice in entry["voices"])
        places = tuple(self._place(key) for key in entry["places"])
        made = self._do(AddNote(NewNote(voices, values, places)))
        if theme_id := self._id("theme", entry):
            self._do(PutInTheme(made, theme_id))
        return made

    def _voice(self, entry: Entry) -> NewVoice:
        values = {
            "words_source": entry["words_source"],
            "translated_by": entry.get("translated_by", ""),
            "segment_id": self._id("segment", entry),
            "participant_id": self._id("participant", entry),
            "table_name": entry.get("table", ""),
        }
        return NewVoice(entry["words"], values)

    def _vote(self, entry: Entry) -> None:
        options = tuple(NewOption(theme_id=self._id("theme", option)) for option in entry["options"])
        values = {"method": entry["method"], "dots": entry["dots"], "workshop_id": self._id("workshop", entry)}
        made = self._do(AddRound(entry["question"], values, options))
        ids = [option.id for option in self.project.ask(vote_reads.options, made)]
        cells = [(PAPERS, entry["papers"]), *zip(ids, (option["dots"] for option in entry["options"]), strict=True)]
        for tally in (FIRST, SECOND):
            for option, by_group in cells:
                for group, number in by_group.items():
                    self._do(SetCount(made, (option, self.ids["segment", group], 0), tally, number))
        self._do(CloseRound(made))

    # -- weigh and reflect --------------------------------------------------------------------

    def _weighing(self, entry: Entry) -> None:
        note = self._id("note", entry)
        for finding in entry["findings"]:
            values: dict[str, object] = {name: finding[name] for name in ("value", "note", "source", "confidence")}
            values |= {"looked_by": finding.get("looked_by", ""), "looked_on": self._day(finding, "looked")}
            self._do(SetFinding(finding["dimension"], values, note))
        for cost in entry.get("costs", ()):
            self._do(AddCost(self._cost(cost), note))
        names = "no_cost no_days helps asks_of_citizens work_now work_after obstacle governance possible_part".split()
        values = {name: entry[name] for name in names if name in entry}
        values |= {"starts": self._day(entry, "period_from"), "ends": self._day(entry, "period_until")}
        self._do(SetEstimate(values, note))

    def _cost(self, entry: Entry) -> NewCost:
        money = entry["measure"] == "money"
        currency = self.data["project"]["currency"]
        low, high = (minor_units(entry[end], currency) if money else hundredths(entry[end]) for end in ("low", "high"))
        return NewCost(entry["measure"], high, low, entry["direction"], entry["label"], entry["recurrence"])

    def _answer(self, entry: Entry) -> None:
        names = "sentence reason_kind reason possible_part body recipient owner fix_or_fit".split()
        values: dict[str, object] = {name: entry[name] for name in names if name in entry}
        values |= {
            "decision_day": self._day(entry, "decision"),
            "find_out_by": self._day(entry, "find_out"),
            "report_back": self._day(entry, "report_back"),
        }
        answer = self._do(GiveAnswer(entry["code"], values, self._id("note", entry), self._id("theme", entry)))
        self.answers[entry.get("note") or entry["theme"]] = answer
        if said := entry.get("confirmed"):
            day = self._day(said, "on")
            who = (said["role"], said["how"], said["entered_by"], said.get("by", ""))
            self._do(ConfirmAnswer(answer, *who, on=day, name_agreed=said.get("name_agreed", False)))

    def _outcome(self, entry: Entry) -> None:
        self._do(RecordOutcome(self.answers[entry["note"]], entry["status"], entry["what"], self._day(entry, "on")))

    def _response(self, entry: Entry) -> None:
        note_id = self._id("note", entry)
        code = next(note.code for note in self.project.ask(queries.notes) if note.id == note_id)
        self._do(KeepResponse(code, entry["text"], entry["channel"], self._day(entry, "on")))
