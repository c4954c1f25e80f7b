"""WeasyPrint: three justified, hyphenated columns below headline and deck, the photo at the head of the first."""

from __future__ import annotations

from pathlib import Path

from reading import files_to_make
from weasyprint import HTML

FONTS = Path(__file__).parents[3] / "styles" / "fonts" / "stix-two-text"
LOOK = f"""
@font-face {{ font-family: Stix; src: url({(FONTS / "STIXTwoText_400Regular.ttf").as_uri()}) }}
@font-face {{ font-family: Stix; font-weight: bold; src: url({(FONTS / "STIXTwoText_700Bold.ttf").as_uri()}) }}
@page {{ size: A4; margin: 14mm 12mm }}
section {{ break-before: page; font: 8.5pt/10.5pt Stix }}
h1 {{ font-size: 36pt; line-height: 1.1; margin: 0 }} h2 {{ font-size: 9.2pt }} .deck {{ font-size: 14pt; line-height: 1.2 }}
.columns {{ columns: 3; column-gap: 4.5mm; text-align: justify; hyphens: auto }}
p {{ margin: 0; text-indent: 1em }} figure {{ margin: 0 0 6pt }} img {{ width: 100% }} .byline {{ font-weight: bold }}
"""

for path, stories in files_to_make(".pdf"):
    sections = "".join(Path(f"{story['name']}.html").read_text(encoding="utf-8") for story in stories)
    page = f"<html lang=en-GB><title>Stories</title><style>{LOOK}</style><body>{sections}"
    HTML(string=page, base_url=str(Path())).write_pdf(path)
