"""The way back without a screen: polku feedback FILE import | list | add. No Qt, not even indirectly.

What is printed and the JSON hold no contact details; docs/feedback.md says what they hold.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from app.backup_first import back_up_before
from app.command_parts import DONE, FOUND, Commands, day_of, today
from app.passwords import open_project
from exports.exchange.answer_columns import MEANINGS
from exports.exchange.drafts import TABLE
from exports.exchange.feedback import FeedbackPlan, HowAnswersRead, plan_feedback, reasons, target_of
from exports.exchange.sources import read_source
from models import queries, responses
from models import vocabulary as v
from models.edits.responding import KeepResponse
from models.responses import CameBack
from models.vocabulary import codes

LISTED = 20
SHOWN = 100  # letters of the words on one line


def add_feedback(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command, what it can do, and their arguments."""
    feedback = commands.add_parser(
        "feedback",
        help="take in what came back by the codes, or list it",
        epilog="Example: polku feedback care.polku import answers.csv --dry-run",
    )
    feedback.add_argument("file", metavar="FILE")
    doings = feedback.add_subparsers(required=True, metavar="import | list | add")
    _add_import(doings)
    _add_list(doings)
    _add_add(doings)


def _add_import(doings: "Commands[argparse.ArgumentParser]") -> None:
    take_in = doings.add_parser("import", help="take in answers from a CSV or XLSX of any form program")
    take_in.add_argument("source", metavar="ANSWERS")
    take_in.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
    take_in.add_argument(
        "--map",
        type=_mapping,
        action="append",
        default=[],
        metavar="COLUMN=MEANING",
        help=f"meaning: {', '.join(MEANINGS)}",
    )
    take_in.add_argument("--encoding", help="for example utf-8 or cp1252; found out without it")
    take_in.add_argument("--delimiter", help="one character, or tab; found out without it")
    take_in.add_argument("--sheet", metavar="NAME", default="", help="the sheet of a spreadsheet; the first without it")
    take_in.set_defaults(run=_import)


def _add_list(doings: "Commands[argparse.ArgumentParser]") -> None:
    show = doings.add_parser("list", help="list what came back, newest first")
    show.add_argument("--inbox", action="store_true", help="only what waits")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(run=_list)


def _add_add(doings: "Commands[argparse.ArgumentParser]") -> None:
    add = doings.add_parser("add", help="type in what stands on a slip or was said on the phone")
    add.add_argument("--code", default="", help="the code on the paper; without it the answer waits in the inbox")
    add.add_argument("--words", default="", help="what was written or said, word for word")
    add.add_argument("--verdict", choices=codes(v.VERDICTS), default="", help="whether we got it right")
    add.add_argument("--channel", choices=codes(v.CHANNELS), default="slip", help="how it came; slip without it")
    add.add_argument("--day", type=day_of, metavar="DATE", help="when it came; today without it")
    add.add_argument("--contact", default="", help="only of somebody who asked for news")
    add.set_defaults(run=_add)


# -- what they do ---------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    source = Path(options.source)
    data = read_source(source)
    how = HowAnswersRead(options.encoding, options.delimiter, tuple(options.map), options.sheet)
    with open_project(Path(options.file), reading=True) as project:
        plan = plan_feedback(target_of(project.ask), source.name, data, how)
    _tell(plan)
    if plan.fresh and not options.dry_run:
        with open_project(Path(options.file)) as project:
            edit = plan.edit()
            for line in back_up_before(project, edit):
                print(line)
            project.perform(edit)
    verb = "would be added" if options.dry_run else "added"
    print(
        f"{len(plan.fresh)} answers {verb}: {len(plan.placed)} at their place, {len(plan.waiting)} in the inbox. "
        f"{len(plan.already)} came before, {len(plan.dropped)} cannot be kept."
    )
    return FOUND if plan.waiting or plan.problems else DONE


def _tell(plan: FeedbackPlan) -> None:
    """Print how a file was read, what is left out, and what waits for which reason."""
    delimiter = {"\t": "tab", "": "none"}.get(plan.delimiter, plan.delimiter)
    how = [plan.style, plan.encoding, f"sheet {plan.sheet}" if plan.sheet else ""]
    how += [f"delimiter {delimiter}"] if plan.form == TABLE else []
    print("Read as: " + ", ".join(filter(None, how)))
    read = [column for column in plan.columns if column.meaning != "none"]
    print("Columns: " + ", ".join(f"{_line(column.name)} = {column.meaning}" for column in read))
    for title, names in (("Left out, as it says who answered", plan.personal), ("Not read", plan.not_read)):
        if names:
            print(f"{title}: " + ", ".join(map(_line, names)))
    for remark in plan.remarks:
        print(remark)
    for reason, count in sorted(reasons(plan.fresh).items()):
        print(f"In the inbox: {count} × {reason}")
    found = sorted((problem.line, str(problem)) for problem in plan.problems)
    for line, sentence in found[:LISTED]:
        print(f"Look at, line {line}: {_line(sentence)}")
    if len(found) > LISTED:
        print(f"Look at: {len(found) - LISTED} more.")


def _list(options: argparse.Namespace) -> int:
    with open_project(Path(options.file), reading=True) as project:
        came = project.ask(responses.came_back)
        counted = project.ask(responses.counts)
        whole = project.ask(queries.project)
    shown = [one for one in came if one.waits] if options.inbox else list(came)
    if options.json:
        told = {
            "project": {"code": whole.code, "title": whole.title},
            "counts": {
                "placed": counted.placed,
                "waiting": counted.waiting,
                "set_aside": counted.set_aside,
                "verdicts": {code: counted.by_verdict.get(code, 0) for code in codes(v.VERDICTS)},
            },
            "responses": _for_programs(shown),
        }
        print(json.dumps(told, indent=2))
        return DONE
    for one in shown:
        print(_in_words(one))
    print(f"{counted.placed} at their place, {counted.waiting} in the inbox, {counted.set_aside} set aside.")
    return DONE


def _add(options: argparse.Namespace) -> int:
    edit = KeepResponse(
        options.code,
        options.words.strip(),
        options.channel,
        options.day or today(),
        options.verdict,
        contact=options.contact,
    )
    with open_project(Path(options.file)) as project:
        response_id = str(project.perform(edit).result)
        kept = project.ask(responses.one_response, response_id)
    if kept is None or kept.waits:
        print("In the inbox: the code leads nowhere." if options.code.strip() else "In the inbox: there is no code.")
        return FOUND
    print(f"Kept: {kept.about.code} {_line(kept.about.title)}".rstrip())
    return DONE


def _for_programs(shown: Sequence[CameBack]) -> list[dict[str, object]]:
    """Return responses as JSON holds them: nothing that says who answered."""
    return [
        {
            "id": one.id,
            "code_given": one.code_given,
            "about": {
                "kind": one.about.kind,
                "id": one.about.id,
                "code": one.about.code,
                "title": one.about.title,
            },
            "waits": one.waits,
            "set_aside": one.set_aside,
            "verdict": one.verdict,
            "words": one.words,
            "answers": [{"question": question, "words": words} for question, words in one.answers],
            "channel": one.channel,
            "day": one.day.isoformat() if one.day else None,
            "language": one.language,
            "wants_news": one.wants_news,
        }
        for one in shown
    ]


def _in_words(one: CameBack) -> str:
    day = one.day.isoformat() if one.day else "no day"
    where = one.about.code or ("set aside" if one.set_aside else "inbox")
    said = one.words or " / ".join(words for _, words in one.answers)
    return "\t".join((day, where, one.verdict or "-", one.channel or "-", _line(said)))


def _line(words: str) -> str:
    """Return words on one line, cut where they are long, without what a terminal obeys."""
    flat = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"


def _mapping(text: str) -> tuple[str, str]:
    column, equals, meaning = text.rpartition("=")
    if not equals or not column or meaning not in MEANINGS:
        raise argparse.ArgumentTypeError(f"“{text}” is not COLUMN=MEANING. Meanings: {', '.join(MEANINGS)}.")
    return column, meaning
