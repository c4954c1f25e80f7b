"""The table styles: rules, margins and shades of tables, boxes and the record."""

from __future__ import annotations

from exporter.backends.docx.elements import Element, add, twips
from exporter.backends.docx.frames import rule_color, write_borders
from exporter.backends.docx.named import open_style
from exporter.style.model import Style

TABLE_STYLES = (("NewsTable", "News Table"), ("FactBoxTable", "Fact Box Table"), ("TimelineTable", "Timeline Table"),
                ("BoxTable", "Box Table"), ("RecordTable", "Record Table"))  # fmt: skip


def write_table_styles(styles: Element, style: Style) -> None:
    """Append the table styles: the plain one, tables of the story, boxes, the record."""
    normal = open_style(styles, "table", "TableNormal", "Normal Table", priority=99, default=True)
    add(normal, "semiHidden")
    add(normal, "unhideWhenUsed")
    _write_cell_margins(add(normal, "tblPr"), 0.0, 0.0)
    add(open_style(styles, "numbering", "NoList", "No List", priority=99, default=True), "semiHidden")
    rule = rule_color(style).hex
    for style_id, name in TABLE_STYLES:
        node = open_style(styles, "table", style_id, name, priority=80, based_on="TableNormal")
        properties = add(node, "tblPr")
        if style_id == "NewsTable":
            write_borders(properties, "tblBorders", {"top": (1.0, 0), "bottom": (1.0, 0), "insideH": (0.25, 0)}, rule)
            _write_cell_margins(properties, 2.0, 2.0)
            head = add(node, "tblStylePr", type="firstRow")
            write_borders(add(head, "tcPr"), "tcBorders", {"bottom": (0.75, 0)}, rule)
        elif style_id == "RecordTable":
            write_borders(properties, "tblBorders", {"top": (0.5, 0), "bottom": (0.5, 0), "insideH": (0.25, 0)}, rule)
            _write_cell_margins(properties, 1.5, 4.0)
        else:
            write_borders(properties, "tblBorders", {"top": (1.5, 0), "bottom": (0.5, 0)}, rule)
            _write_cell_margins(properties, 4.0, 6.0)
            add(add(node, "tcPr"), "shd", val="clear", color="auto", fill="f2f2f2")


def _write_cell_margins(properties: Element, upright: float, across: float) -> None:
    margins = add(properties, "tblCellMar")
    for side, points in (("top", upright), ("left", across), ("bottom", upright), ("right", across)):
        add(margins, side, w=twips(points), type="dxa")
