"""Sentences about voting and about results, the same on screen and on paper."""

from models.vocabulary import cue
from models.vote_records import RULES, Group, RoundRecord
from models.votes import Result, Standing, score
from resources.texts import Translator


def how_to_vote(round_: RoundRecord, tr: Translator) -> str:
    """Return in plain words what to do with the paper."""
    n = round_.dots if round_.method == "dots" else round_.top
    if round_.method == "dots" and n == 1:
        return tr("You have 1 dot. Put it on what matters most to you.")
    return tr(cue(RULES, round_.method), n=n)


def place_words(standing: Standing, tr: Translator) -> str:
    """Return "1st place" as every language can say it: a number, and whether it is shared."""
    if not standing.place:
        return tr("No place")
    return tr("{n}. shared", n=standing.place) if standing.shared else tr("{n}.", n=standing.place)


def score_words(standing: Standing, round_: RoundRecord, tr: Translator) -> str:
    """Return an option's number with what it counts."""
    if round_.method == "dots":
        return tr.count("{n} dot", "{n} dots", standing.score)
    if round_.method == "one_choice":
        return tr.count("{n} paper", "{n} papers", standing.score)
    return tr("mark {n} of {top}", n=standing.score, top=round_.top) if standing.score else tr("not marked")


def group_score(standing: Standing, groups: tuple[Group, ...], round_: RoundRecord) -> str:
    """Return an option's number among some groups; of a rating their mark."""
    wanted = {key: n for key, n in standing.counts.items() if key[0] in groups}
    return str(score(round_.method, wanted) or ("–" if round_.method == "rating" else 0))


def groups_words(groups: tuple[Group, ...], names: dict[str, str], tr: Translator) -> str:
    """Return the names of groups that are shown together."""
    said = [names.get(one, "") if one else tr("Group not said") for one in groups]
    return said[0] if len(said) == 1 else tr("{some} and {last}", some=", ".join(said[:-1]), last=said[-1])


def turnout_words(result: Result, came: int, tr: Translator) -> str:
    """Return how many voted, of how many who came where both were counted, and what was left blank."""
    if result.voted is None:
        return tr("Nobody counted how many people voted.")
    said = (
        tr("{n} of {came} in the room voted.", n=result.voted, came=came)
        if came >= result.voted
        else tr.count("{n} paper came back.", "{n} papers came back.", result.voted)
    )
    if result.blank:
        said += " " + tr.count("{n} was blank.", "{n} were blank.", result.blank)
    if result.unused:
        said += " " + tr.count("{n} dot was not used.", "{n} dots were not used.", result.unused)
    return said


def surplus_words(result: Result, names: dict[str, str], tr: Translator) -> str:
    """Return where more was counted than the papers can hold; empty for nowhere."""
    said: list[str] = []
    for one in result.surplus:
        name = names.get(one.group or "", "") if one.group != "all" else ""
        sentence = (
            tr(
                "{group}: {given} votes were counted, and the papers hold at most {most}.",
                group=name,
                given=one.given,
                most=one.most,
            )
            if name
            else tr("{given} votes were counted, and the papers hold at most {most}.", given=one.given, most=one.most)
        )
        said.append(sentence)
    return " ".join(said)
