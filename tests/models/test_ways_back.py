"""From what people paste to an address that holds {code}; what they gave stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import ALPHABET
from models.edits.project import SetWayBack
from models.errors import Refused
from models.project import Project
from models.ways_back import KINDS, filled, guessed_kind, template, way_kind


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("web", "HTTPS://Forms.Example.ORG/Care", "https://forms.example.org/Care?code={code}"),
        ("web", "forms.example.org/care?a=1#part", "https://forms.example.org/care?a=1&code={code}#part"),
        ("web", "https://x.example/f?entry.12=CODE&b=2", "https://x.example/f?entry.12={code}&b=2"),
        ("web", "https://x.example/f/{code}/", "https://x.example/f/{code}/"),
        ("web", "https://User:Pass@X.example/?", "https://User:Pass@x.example/?code={code}"),
        ("kobo", "https://ee.kobotoolbox.org/x/AbCd", "https://ee.kobotoolbox.org/x/AbCd?d[code]={code}"),
        ("odk", "https://odk.example/f/A?st=b", "https://odk.example/f/A?st=b&d[/data/code]={code}"),
        ("limesurvey", "https://s.example/index.php/1?lang=fi", "https://s.example/index.php/1?lang=fi&code={code}"),
        ("msforms", "https://forms.office.com/r?id=A&r1=%22CODE%22", "https://forms.office.com/r?id=A&r1=%22{code}%22"),
        ("mail", " care@example.org ", "mailto:care@example.org?subject={code}"),
        ("mail", "MAILTO:Care@example.org?cc=a@b.example", "mailto:Care@example.org?cc=a@b.example&subject={code}"),
        ("mail", "mailto:a@b.example?subject=Care", "mailto:a@b.example?subject={code}%20Care"),
        ("text", "+358 (40) 123-4567", "sms:+358401234567?body={code}"),
        ("text", "SMS:+358401234567", "sms:+358401234567?body={code}"),
    ],
)
def test_templates(kind: str, typed: str, expected: str, project: Project) -> None:
    assert template(kind, typed) == expected
    assert template(kind, expected) == expected  # what is finished stays
    project.perform(SetWayBack(way_kind(kind).way, expected))
    assert filled(expected, "ABCDEFG").count("ABCDEFG") == 1


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *(("web", ""), ("web", "https://x.example/{code}/{code}"), ("web", "a b"), ("web", "ftp://x.example/")),
        *(("msforms", "https://forms.office.com/r?id=A"), ("mail", "care"), ("mail", "a b@c.example"), ("mail", "")),
        *(("text", "ring me"), ("text", ""), ("text", "https://x.example")),
    ],
)
def test_what_is_no_address_is_said(kind: str, typed: str) -> None:
    with pytest.raises(Refused):
        template(kind, typed)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_example_is_one(kind: object) -> None:
    assert isinstance(kind, type(KINDS[0]))
    made = template(kind.id, kind.example)
    assert "{code}" in made
    assert "CODE" not in made
    assert guessed_kind(made) in (kind.id, "web")
    assert set("CODE") - set(ALPHABET) == {"O"}  # so that no code is ever the word CODE


@given(st.sampled_from([kind.id for kind in KINDS]), st.text(max_size=60))
def test_whatever_is_typed(kind: str, typed: str) -> None:
    try:
        made = template(kind, typed)
    except Refused:
        return
    assert made.count("{code}") == 1
    assert template(kind, made) == made
