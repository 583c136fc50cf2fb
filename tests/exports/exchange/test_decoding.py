import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.decoding import decode
from models.errors import Refused

FINNISH = "teksti;ryhmä\nÄiti odotti käytävällä, että soittoaika tulee;läheinen\n"
SWEDISH = "text,grupp\nVäntan är för lång på mottagningen,anhörig\n"
SPANISH = "texto;grupo\n¿La señora pidió más información? ¡Sí!;niños del jardín\n"
ENGLISH = "text\n“More benches” – please… it’s 5 € at the café\n"


@pytest.mark.parametrize("words", [FINNISH, SWEDISH, SPANISH, ENGLISH, "plain ascii\n", "日本語のテキスト\n"])
@pytest.mark.parametrize(
    ("mark", "encoding", "name"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_unicode_is_read_exactly(words: str, mark: bytes, encoding: str, name: str) -> None:
    found = decode(mark + words.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (words, name, False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", [FINNISH, SWEDISH, SPANISH, ENGLISH])
def test_utf_16_without_a_mark_is_a_guess(words: str, encoding: str) -> None:
    found = decode(words.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (words, encoding, True)


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        *((words, "cp1252") for words in (FINNISH, SWEDISH, SPANISH, ENGLISH, "text\ncafé\n", "Ä\n", "ÄÄNI\n")),
        *((words, "cp850") for words in (FINNISH, SWEDISH, SPANISH, "text\ncafé\n", "text\nÅngström\n", "ÄÄNI\n")),
    ],
)
def test_western_one_byte_encodings_are_a_right_guess(words: str, encoding: str) -> None:
    found = decode(words.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (words, encoding, True)


def test_latin_1_reads_as_the_windows_encoding_that_holds_it() -> None:
    assert decode(SPANISH.encode("latin-1")).text == SPANISH


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("Zażółć gęślą jaźń, proszę bardzo\n" * 3, "cp1250"), ("Доступная автобусная остановка\n" * 3, "cp1251")],
)
def test_what_cannot_be_known_is_asked_for(words: str, encoding: str) -> None:
    with pytest.raises(Refused, match="--encoding"):
        decode(words.encode(encoding))
    assert decode(words.encode(encoding), encoding).text == words


def test_bytes_of_no_text_are_refused() -> None:
    with pytest.raises(Refused, match="--encoding"):
        decode(bytes(range(256)))


def test_a_wrong_encoding_is_refused_with_the_place() -> None:
    with pytest.raises(Refused, match="byte 5 ") as caught:
        decode("text\nä".encode("cp1252"), "utf-8")
    assert caught.value.values["position"] == 5
    with pytest.raises(Refused, match="--encoding"):
        decode(b"abc", "utf-16")
    with pytest.raises(Refused, match="byte"):
        decode(codecs.BOM_UTF8 + b"abc\xff")


@pytest.mark.parametrize(
    "name", ["klingon", "", "hex", "rot13", "idna", "punycode", "unicode_escape", "undefined", "a\0"]
)
def test_names_of_no_encoding_are_refused(name: str) -> None:
    with pytest.raises(Refused, match="utf-8"):
        decode(b"abc", name)


def test_a_given_encoding_drops_the_mark() -> None:
    assert decode(codecs.BOM_UTF8 + b"abc", "UTF8").text == "abc"
    assert decode(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le"), "utf-16-le").text == "abc"


@settings(deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "cp850", "utf-16", "utf-32", "utf-7", "big5"])
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str | None) -> None:
    try:
        found = decode(data, name)
    except Refused:
        return
    if name is None and not found.guessed:
        assert found.text.encode(found.encoding.replace("-sig", "")) is not None
