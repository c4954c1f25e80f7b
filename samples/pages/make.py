"""Render the pages that the README shows: ``python samples/pages/make.py`` (needs the extra ``[test]``)."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import exporter

HERE = Path(__file__).parent
SAMPLES = HERE.parent
WIDTH = 620  # pixels; two pages side by side on a README page
TONES = {"newspaper": 48, "magazine": 160, "clipping": 160}  # enough for photos at this size, in half the bytes

PAGES = {  # picture: story, style, page
    "newspaper.png": ("harbour.md", "newspaper", 1),
    "magazine.png": ("lighthouse.yaml", "magazine", 1),
    "clipping.png": ("village.md", "clipping", 1),
}


def main() -> None:
    for name, (story, look, number) in PAGES.items():
        env, report = exporter.real_env(SAMPLES), exporter.Report()
        edition = exporter.read(story, env, report)
        data = exporter.export(edition, "pdf", exporter.load_style(look), env, report)
        page = pypdfium2.PdfDocument(data)[number - 1]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
        picture.quantize(TONES[look]).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()
