"""Sections: page size, margins, columns, headers and footers. A section's properties stand in its last paragraph."""

from __future__ import annotations

from typing import Literal

from lxml import etree
from msgspec import Struct

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import PRESERVE, Element, R, W, add, last_child, twips
from exporter.backends.docx.paragraphs import is_paragraph, open_paragraph

Start = Literal["nextPage", "continuous"]


class SectionPlan(Struct, frozen=True):
    """How a section begins, in how many columns it is set, and the headers and footers that begin with it.

    Where header and footer are "", those of the section before go on.
    """

    start: Start
    columns: int = 1
    header: str = ""
    footer: str = ""
    opening_header: str = ""


def end_section(draft: Draft, flow: Flow, plan: SectionPlan) -> None:
    """Close the section at the end of the body: its properties go into the last paragraph.

    Of an empty one LibreOffice makes no paragraph; a table above it then falls out of the columns, to the next page.
    """
    last = _last_paragraph(draft, flow)
    if last.find(W + "r") is None:
        etree.SubElement(add(last, "r"), W + "t", PRESERVE).text = " "
    _write_properties(draft, flow, plan, last.find(W + "pPr"))


def end_document(draft: Draft, flow: Flow, plan: SectionPlan) -> None:
    """Close the last section, whose properties are the last node of the body."""
    _last_paragraph(draft, flow)
    _write_properties(draft, flow, plan, draft.body)


def _last_paragraph(draft: Draft, flow: Flow) -> Element:
    """Return the last paragraph of the section, made where the section is empty or ends in a table."""
    last = last_child(draft.body)
    if not is_paragraph(last) or last.find(f"{W}pPr/{W}sectPr") is not None:
        return open_paragraph(draft, flow, "Spacer")
    return last


def _write_properties(draft: Draft, flow: Flow, plan: SectionPlan, parent: Element) -> None:
    """Append ``w:sectPr``, its children in the order of CT_SectPr."""
    page = draft.style.page
    section = add(parent, "sectPr")
    for tag, kind, relation in (
        ("headerReference", "default", plan.header),
        ("headerReference", "first", plan.opening_header),
        ("footerReference", "default", plan.footer),
        ("footerReference", "first", plan.footer if plan.opening_header else ""),
    ):
        if relation:
            etree.SubElement(section, W + tag, {W + "type": kind, R + "id": relation})
    add(section, "type", val=plan.start)
    size = {"w": twips(page.width), "h": twips(page.height)}
    add(section, "pgSz", **size, **({"orient": "landscape"} if page.width > page.height else {}))
    add(section, "pgMar", top=twips(page.top), right=twips(page.right), bottom=twips(page.bottom),
        left=twips(page.left), header=twips(page.top * 0.45), footer=twips(page.bottom * 0.45), gutter=0)  # fmt: skip
    if plan.columns > 1:
        add(section, "cols", num=plan.columns, space=twips(page.gutter), sep=int(page.column_rule > 0), equalWidth=1)
    else:
        add(section, "cols", space=twips(page.gutter))
    if plan.opening_header:
        add(section, "titlePg")
    if flow.side == "rtl":
        add(section, "bidi")
