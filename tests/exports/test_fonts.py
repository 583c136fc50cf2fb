"""The shipped typefaces: every script people write in, TrueType outlines, licences beside them."""

import pytest

from exports.document import Run
from exports.pdf.faces import BASE, FALLBACK, typeface
from exports.pdf.setting import Look, Setter
from resources.files import path_of

SAMPLES = {
    "Finnish": "Hyvää yötä, Åke",
    "Polish": "Zażółć gęślą jaźń",
    "Vietnamese": "Gọi điện mỗi sáng",
    "Greek": "Καλημέρα",
    "Russian": "Доброе утро",
    "Arabic": "انتظرت ثلاثة أسابيع",
    "Sorani": "چاوەڕێم کرد",
    "Hebrew": "חיכיתי שלושה",
    "Thai": "ฉันโทรทุกเช้า",
    "Amharic": "በየቀኑ ጠዋት",
    "Hindi": "मैंने हर सुबह",
    "Bengali": "আমি অপেক্ষা",
    "Punjabi": "ਮੈਂ ਉਡੀਕ",
    "Gujarati": "મેં રાહ જોઈ",
    "Tamil": "நான் காத்திருந்தேன்",
    "Georgian": "გამარჯობა",
    "Armenian": "Բարեւ",
    "Sinhala": "ආයුබෝවන්",
    "Khmer": "សួស្តី",
    "Burmese": "မင်္ဂလာပါ",
    "traditional Chinese": "臺灣計程車駕駛",
    "simplified Chinese": "我们都喜欢这个服务",
    "Japanese": "ありがとうございます",
    "Korean": "전화했어요",
    "emoji": "🙂👍🏽👨‍👩‍👧❤️🇫🇮1️⃣🧿",
    "signs": "✓ ☐ ★ → € £ ½ ° … – — “”",
}


def shaped(text: str) -> Setter:
    setter = Setter()
    for line in setter.lines((Run(text),), Look(12), 400):
        for atom in line.atoms:
            for piece in atom.pieces:
                assert all(glyph.number for glyph in piece.glyphs), f"a box in {piece.text!r}"
    return setter


@pytest.mark.parametrize("language", SAMPLES)
def test_every_script_has_its_letters(language: str):
    assert shaped(SAMPLES[language]).missing == set()


def test_g4_a_letter_nobody_has_is_shown_as_its_number_and_listed():
    setter = Setter()
    line = setter.lines((Run("a\ue123b \U00013000"),), Look(12), 400)[0]
    assert "".join(piece.text for atom in line.atoms for piece in atom.pieces) == "a[U+E123]b [U+13000]"
    assert setter.missing == {"\ue123", "\U00013000"}


def test_faces_are_truetype_and_may_be_embedded():
    for family in (BASE, *FALLBACK):
        for bold in (False, True):
            face = typeface(family, bold, False)
            data = path_of("fonts", face.file).read_bytes()
            assert data[:4] == b"\x00\x01\x00\x00", face.file
            assert face.subset({1, 2})[:4] == b"\x00\x01\x00\x00"


def test_every_font_file_is_used_and_listed_with_its_licence():
    used = {typeface(family, bold, italic).file for family in (BASE, *FALLBACK) for bold in (0, 1) for italic in (0, 1)}
    assert used == {path.name for path in path_of("fonts").glob("*.ttf")}
    listed = path_of("fonts", "README.md").read_text("utf-8")
    rows = [line.split("|") for line in listed.splitlines() if line.startswith("| ") and "package" not in line]
    assert {row[3].strip() for row in rows} == {path.stem for path in path_of("fonts", "licences").iterdir()}
    for licence in path_of("fonts", "licences").iterdir():
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text("utf-8"), licence.name


def test_arabic_letters_join():
    """The four letters of one word take other shapes than alone."""
    face = typeface("NotoSansArabic", False, False)
    alone = [face.shape(letter, rtl=True)[-1].number for letter in "بيتك"]
    joined = [glyph.number for glyph in face.shape("بيتك", rtl=True)]
    assert not set(alone) & set(joined) or len(set(joined) - set(alone)) >= 3
