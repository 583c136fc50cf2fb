"""Where the printed codes lead: from what somebody pastes to an address that holds {code}, for the usual forms.

An address that was given is never changed, but for the case of its scheme and host, and the place for the code.
"""

import re
from dataclasses import dataclass

from models.edits.project import check_address, kind_of_address
from models.errors import Refused
from resources.texts import N_

PLACE = "{code}"
_WEB = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://([^/?#]*)(.*)", re.DOTALL)
# A form's own link with an answer filled in, in which somebody typed CODE as the answer.
_FILLED_IN = re.compile(r"(?<==)(%22|\")?(?:CODE|code|Code)(%22|\")?(?=[&#]|$)")
_MAIL = re.compile(r"[^\s@?/:]+@[^\s@?/:]+\.[^\s@?/:]+")
_PHONE = re.compile(r"\+?[0-9][0-9 \-()./]{2,24}")

NOT_FILLED_IN = N_(
    "In Microsoft Forms choose “Get pre-filled URL”, write CODE as the answer to the question about the code, and "
    "paste the link that you get."
)
NO_MAIL = N_("Write an e-mail address, for example care@example.org.")
NO_PHONE = N_("Write a phone number that takes text messages, for example +358 40 123 4567.")
NO_ADDRESS = N_("Paste the address of the form.")


@dataclass(frozen=True, slots=True)
class WayKind:
    """A kind of form or message. `way`: web, mail or text; `adds`: what is put behind an address without {code}."""

    id: str
    way: str
    name: str
    hint: str
    example: str
    adds: str = ""


KINDS: tuple[WayKind, ...] = (
    WayKind(
        "web",
        "web",
        N_("Any web form"),
        N_("Paste the form’s address. Where it can fill in an answer, write CODE there; else “?code=” is added."),
        "https://forms.example.org/care?answer=CODE",
        "code={code}",
    ),
    WayKind(
        "kobo",
        "web",
        N_("KoBoToolbox"),
        N_("Export the form as XLSForm, upload it, and paste the address of “Collect data: online”."),
        "https://ee.kobotoolbox.org/x/AbCd1234",
        "d[code]={code}",
    ),
    WayKind(
        "odk",
        "web",
        N_("ODK"),
        N_("Export the form as XLSForm, upload it, and paste its public link."),
        "https://odk.example.org/f/AbCd1234?st=secret",
        "d[/data/code]={code}",
    ),
    WayKind(
        "limesurvey",
        "web",
        N_("LimeSurvey"),
        N_("Give the question about the code the code “code”, and paste the survey's link."),
        "https://survey.example.org/index.php/123456?lang=en",
        "code={code}",
    ),
    WayKind(
        "msforms",
        "web",
        N_("Microsoft Forms"),
        NOT_FILLED_IN,
        "https://forms.office.com/Pages/ResponsePage.aspx?id=AbCd&r1a2b3c=CODE",
    ),
    WayKind(
        "mail",
        "mail",
        N_("E-mail"),
        N_("Write the address that answers go to. The code stands in the subject. You will see who wrote."),
        "care@example.org",
    ),
    WayKind(
        "text",
        "text",
        N_("Text message"),
        N_("Write the number that answers go to. The code stands in the message. You will see the sender's number."),
        "+358 40 123 4567",
    ),
)


def way_kind(kind_id: str) -> WayKind:
    """Return the kind with an id. KeyError: there is none."""
    return {kind.id: kind for kind in KINDS}[kind_id]


def template(kind_id: str, typed: str) -> str:
    """Return the address with {code} for what somebody pasted or typed. Refused: with what to paste instead."""
    kind, words = way_kind(kind_id), typed.strip()
    if kind.way == "mail":
        made = _mail(words)
    elif kind.way == "text":
        made = _text(words)
    else:
        made = _web(kind, words)
    check_address(kind.way, made)
    return made


def guessed_kind(address: str) -> str:
    """Return the id of the kind that an address is most likely of: what a setting screen begins with."""
    lower = address.lower()
    way = kind_of_address(address)
    if way != "web":
        return way
    marks = (("kobo", "kobo"), ("d[/data/", "odk"), ("forms.office", "msforms"), ("forms.microsoft", "msforms"))
    marks += (("forms.cloud.microsoft", "msforms"), ("limesurvey", "limesurvey"), ("d[code]", "kobo"))
    return next((kind for mark, kind in marks if mark in lower), "web")


def filled(address: str, code: str) -> str:
    """Return the address that the printed code of one note leads to."""
    return address.replace(PLACE, code)


def _web(kind: WayKind, words: str) -> str:
    if not words:
        raise Refused(NO_ADDRESS)
    address = _lowered(words if "://" in words else f"https://{words}")
    if PLACE in address:
        return address
    placed, found = _FILLED_IN.subn(lambda match: f"{match[1] or ''}{PLACE}{match[2] or ''}", address, count=1)
    if found:
        return placed
    if not kind.adds:
        raise Refused(kind.hint)
    whole, hash_, fragment = address.partition("#")
    joint = "" if whole.endswith(("?", "&")) else "&" if "?" in whole else "?"
    return f"{whole}{joint}{kind.adds}{hash_}{fragment}"


def _lowered(address: str) -> str:
    """Return an address with its scheme and host in small letters; a name and password before the host stay."""
    found = _WEB.fullmatch(address)
    if found is None:
        return address
    user, at, host = found[2].rpartition("@")
    return f"{found[1].lower()}://{user}{at}{host.lower()}{found[3]}"


def _mail(words: str) -> str:
    if words.lower().startswith("mailto:"):
        address = f"mailto:{words[7:]}"
    elif _MAIL.fullmatch(words):
        address = f"mailto:{words}"
    else:
        raise Refused(NO_MAIL)
    if PLACE in address:
        return address
    subject = re.search(r"[?&]subject=", address, re.IGNORECASE)
    if subject:
        return f"{address[: subject.end()]}{PLACE}%20{address[subject.end() :]}"
    return f"{address}{'&' if '?' in address else '?'}subject={PLACE}"


def _text(words: str) -> str:
    scheme, colon, rest = words.partition(":")
    if colon and scheme.lower() in ("sms", "smsto"):
        address = f"{scheme.lower()}:{rest}"
    elif _PHONE.fullmatch(words):
        address = f"sms:{re.sub(r'[^0-9+]', '', words)}"
    else:
        raise Refused(NO_PHONE)
    if PLACE in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}body={PLACE}"
