"""The structure tree: what each part of the page is, in reading order, for screen readers (PDF/UA-1, PDF/A-2a).

A `Node` is one structure element. Boxes make their nodes when they are built, in reading order; the sheet notes on a
node where its content was painted. Whatever no node claims is painted as an artifact, so the tree is the whole truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from exports.pdf import objects

_KEEP_EMPTY = frozenset(("TD", "TH"))


@dataclass(eq=False)
class Node:
    """One structure element: its role, attributes such as Scope, alternative text, and its content in order.

    `content` holds other nodes, (page, mark) pairs and names of link annotations as (page, name).
    """

    role: str
    parent: "Node | None" = None
    alt: str = ""
    language: str = ""
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    contents: str = ""  # of a link: what its annotation says
    content: "list[Node | tuple[int, int] | tuple[int, str]]" = field(default_factory=list[Any])

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.content.append(self)

    def child(self, role: str, *, alt: str = "", language: str = "", **attributes: Any) -> "Node":
        """A new element, the last one inside this."""
        return Node(role, self, alt, language, attributes)


def prune(node: Node) -> bool:
    """Takes out elements that nothing was painted for; empty table cells stay. Returns whether the node is needed."""
    node.content = [kid for kid in node.content if not isinstance(kid, Node) or prune(kid)]
    return bool(node.content) or node.role in _KEEP_EMPTY


def everyone(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for kid in node.content:
        if isinstance(kid, Node):
            yield from everyone(kid)


def write_tree(doc: Any, root: Node, marks: list[list[Node]], links: dict[str, Node]) -> None:
    """Puts the tree into a ReportLab document about to be saved.

    `marks` gives, for each page, the node of every marked piece; `links` the node of every link annotation, in the
    order of their keys in the parent tree, which follow the pages' keys.
    """
    prune(root)
    names = {node: f"element{number}" for number, node in enumerate(everyone(root))}
    refs = {node: objects.reference(name) for node, name in names.items()}
    tree = objects.dictionary({"Type": objects.name("StructTreeRoot"), "K": objects.array([refs[root]])})
    tree_ref = doc.Reference(tree, "StructTreeRoot")
    for node, name in names.items():
        above = refs[node.parent] if node.parent else tree_ref
        doc.Reference(objects.dictionary(_entries(node, above, refs)), name)
    numbers: list[Any] = []
    for page, nodes in enumerate(marks):
        numbers += [page, objects.array([refs[node] for node in nodes])]
    for key, node in enumerate(links.values(), len(marks)):
        numbers += [key, refs[node]]
    tree.dict["ParentTree"] = doc.Reference(objects.dictionary({"Nums": objects.array(numbers)}), "ParentTree")
    tree.dict["ParentTreeNextKey"] = len(marks) + len(links)
    catalog: Any = doc.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = objects.dictionary({"Marked": "true"})


def _entries(node: Node, above: Any, refs: dict[Node, Any]) -> dict[str, Any]:
    home = next((kid[0] for kid in node.content if isinstance(kid, tuple)), None)
    kids = [_kid(kid, home, refs) for kid in node.content]
    entries: dict[str, Any] = {"Type": objects.name("StructElem"), "S": objects.name(node.role), "P": above}
    entries["K"] = objects.array(kids)
    if home is not None:
        entries["Pg"] = objects.reference(f"Page{home}")
    if node.attributes:
        entries["A"] = objects.dictionary(node.attributes)
    if node.alt:
        entries["Alt"] = objects.string(node.alt)
    if node.language:
        entries["Lang"] = objects.string(node.language)
    return entries


def _kid(kid: "Node | tuple[int, int] | tuple[int, str]", home: int | None, refs: dict[Node, Any]) -> Any:
    if isinstance(kid, Node):
        return refs[kid]
    page, what = kid
    ref = objects.reference(f"Page{page}")
    if isinstance(what, str):
        return objects.dictionary({"Type": objects.name("OBJR"), "Obj": objects.reference(what), "Pg": ref})
    return what if page == home else objects.dictionary({"Type": objects.name("MCR"), "MCID": what, "Pg": ref})
