"""The package around the words: styles, paper, header and footer, properties; and its bytes, the same each time."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import io
import zipfile
from typing import Any, BinaryIO

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.shared import Mm, Pt, RGBColor

from exports.document import Document, Paper, Run
from exports.docx.xml import borders, culture, field, node, run, runs_of, tidy
from exports.pdf.styles import HEADINGS, PAINTS, TITLE

FONT = "Arial"  # there everywhere, and plain
PAPERS: dict[Paper, tuple[int, int]] = {
    "a4": (210, 297),
    "a4-landscape": (297, 210),
    "a3": (297, 420),
    "a3-landscape": (420, 297),
    "a2": (420, 594),
    "a2-landscape": (594, 420),
    "a1": (594, 841),
    "a1-landscape": (841, 594),
    "a0": (841, 1189),
    "a0-landscape": (1189, 841),
}
MARGIN = 17.7  # millimetres
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file in the package: the day is not part of what is said
_UNUSED = ("/docProps/thumbnail.jpeg", "/customXml/item1.xml", "/word/stylesWithEffects.xml")


def new_package(document: Document) -> Any:
    """Return an empty package with the looks of a document, its header and its footer."""
    made: Any = docx.Document()
    for relations in (made.part.package.rels, made.part.rels):
        for key, relation in list(relations.items()):
            if not relation.is_external and str(relation.target_part.partname) in _UNUSED:
                del relations[key]
    _styles(made, document)
    _properties(made, document)
    on_paper(made.sections[0], document.paper)
    if not document.bare:
        _furniture(made, document)
    return made


def on_paper(section: Any, paper: Paper) -> None:
    """Give a section its size."""
    width, height = PAPERS[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(26), Mm(22)
    section.header_distance, section.footer_distance = Mm(12), Mm(11)


def column(paper: Paper) -> float:
    """Return the width between the margins in points."""
    return (PAPERS[paper][0] - 2 * MARGIN) * 72 / 25.4


def save(made: Any, out: BinaryIO) -> None:
    """Write the package with the same bytes each time."""
    packed = io.BytesIO()
    made.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name))


# -- looks ----------------------------------------------------------------------------------------


def _styles(made: Any, document: Document) -> None:
    styles = made.styles
    _look(styles["Normal"], 12, "ink", after=7, leading=1.3)
    _look(styles["Title"], TITLE.size, "ink", bold=True, after=8, leading=1.1)
    _look(styles["Subtitle"], 14, "ink", after=10, leading=1.25)
    for level in range(1, 6):
        face = HEADINGS[min(level, 3)]
        _look(
            styles[f"Heading {level}"], face.size, "ink", bold=True, before=face.before, after=face.after, leading=1.1
        )
    _look(styles["Caption"], 11, "muted", after=9, leading=1.2)
    _look(styles["Quote"], 12, "ink", before=3, after=9, leading=1.3)
    for name in ("List Bullet", "List Number"):
        _look(styles[name], 12, "ink", after=3, leading=1.3)
    for name in ("Header", "Footer"):
        _look(styles[name], 10, "muted", leading=1.2)
    lead = styles.add_style("Lead", 1)
    lead.base_style = styles["Normal"]
    _look(lead, 14, "ink", after=10, leading=1.3)
    small = styles.add_style("Small", 1)
    small.base_style = styles["Normal"]
    _look(small, 12, "muted", after=6, leading=1.25)
    link = styles.add_style("Hyperlink", 2)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(PAINTS["accent"].text[1:]), True
    title = styles["Title"].element.get_or_add_pPr()
    for border in title.findall(title.tag.replace("pPr", "pBdr")):
        title.remove(border)
    defaults = made.styles.element.find(".//{*}rPrDefault/{*}rPr")
    for old in defaults.findall("{*}lang"):
        defaults.remove(old)
    tag = culture(document.language)
    defaults.append(node("lang", val=tag, eastAsia="zh-CN", bidi=tag if tag.startswith(("ar", "he")) else "ar-SA"))


def _look(
    style: Any, size: float, tone: Any, *, bold: bool = False, before: float = 0, after: float = 0, leading: float = 1.0
) -> None:
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(PAINTS[tone].text[1:])
    properties = style.element.get_or_add_rPr()
    for tag in ("rFonts", "bCs", "iCs", "szCs", "spacing", "kern"):
        for old in properties.findall(f"{{*}}{tag}"):
            properties.remove(old)
    properties.insert(0, node("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    large = properties.find("{*}sz")
    large.addnext(node("szCs", val=round(size * 2)))
    if bold:
        properties.find("{*}b").addnext(node("bCs"))
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), leading


def _properties(made: Any, document: Document) -> None:
    """Set what the file says of itself: title and language; no author, no machine, no moment."""
    core = made.core_properties
    core.title, core.subject, core.language = tidy(document.title), tidy(document.subject), document.language
    core.author = core.comments = core.keywords = core.last_modified_by = core.category = ""
    for old in list(core._element):  # pyright: ignore[reportPrivateUsage]
        if str(old.tag).endswith(("}created", "}modified")) or not (old.text or "").strip():
            core._element.remove(old)  # pyright: ignore[reportPrivateUsage]
    settings = made.settings.element
    for name in ("savePreviewPicture", "rsids", "proofState"):
        for old in settings.findall(f"{{*}}{name}"):
            settings.remove(old)
    for setting in settings.iter("{*}compatSetting"):
        if setting.get(setting.tag.replace("compatSetting", "name")) == "compatibilityMode":
            setting.set(setting.tag.replace("compatSetting", "val"), "15")
    for language in settings.findall("{*}themeFontLang"):
        language.set(language.tag.replace("themeFontLang", "val"), culture(document.language))


def _furniture(made: Any, document: Document) -> None:
    """Write what stands above and below every page."""
    section = made.sections[0]
    right = round(column(document.paper) * 20)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for name in ("Header", "Footer"):
        shape = made.styles[name].element.get_or_add_pPr()
        for old in shape.findall("{*}tabs"):
            shape.remove(old)
        shape.insert(0, node("tabs", node("tab", val="right", pos=right)))
    accent, decide = PAINTS["accent"].text, PAINTS["decide"]
    inside = head._p  # pyright: ignore[reportPrivateUsage]
    inside.extend(runs_of(Run(document.header, bold=True), colour=accent))
    if document.stamp:
        inside.append(run("\t"))
        inside.extend(runs_of(Run(f" {document.stamp} ", bold=True), colour=decide.text, shade=decide.soft))
    below = foot._p  # pyright: ignore[reportPrivateUsage]
    below.extend([*runs_of(Run(document.footer)), run("\t")])
    for part in document.pages.replace("{page}", "\0{page}\0").replace("{pages}", "\0{pages}\0").split("\0"):
        counter = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        below.extend(field(counter, "1") if counter else [run(tidy(part))] if part else [])


__all__ = ["KIND", "borders", "column", "new_package", "on_paper", "save"]
