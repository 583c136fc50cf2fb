"""Reads a page aloud, without a browser: what stands in main, in order, with the words of its pictures."""

from typing import Any

from lxml import html

from tests.exports.spoken import one_by_one


def tree(page: bytes) -> Any:
    return html.document_fromstring(page.decode("utf-8"))


def aloud(page: bytes) -> list[str]:
    """Return the words of a page's main part, one by one."""
    return one_by_one("".join(_said(tree(page).get_element_by_id("text"))))


def _said(element: Any) -> list[str]:
    if element.tag == "br":
        return [" ", element.tail or ""]
    if (
        not isinstance(element.tag, str)
        or element.get("aria-hidden") == "true"
        or "on-paper" in element.get("class", "")
    ):
        return [element.tail or ""]
    inline = (
        element.tag in ("a", "strong", "em", "span", "bdi", "wbr") and "code" not in element.get("class", "").split()
    )
    gap = "" if inline and element.get("class") not in ("caption", "letters", "address") else " "
    if element.tag == "img":
        return [gap, element.get("alt", ""), gap, element.tail or ""]
    if element.tag == "svg":
        return [gap, *(title.text or "" for title in element.iter("title")), gap, element.tail or ""]
    inside = [part for child in element for part in _said(child)]
    return [gap, element.text or "", *inside, gap, element.tail or ""]
