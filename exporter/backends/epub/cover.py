"""The cover: an image of masthead, date, lead photo and headline, and the page that shows it."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace
from PIL import Image, ImageDraw

from exporter.backends.epub.glyphs import paint_line, paint_repeated
from exporter.backends.epub.lettering import Lines, find_face, fit_lines, line_width
from exporter.backends.epub.masthead import leading_story, masthead_of
from exporter.backends.epub.plan import Book, Story
from exporter.backends.epub.xml import add, page_bytes, set_type, start_page
from exporter.model import Paragraph, Photo, Rich, text_of
from exporter.pictures import Picture
from exporter.pictures.jpeg import write_jpeg
from exporter.pictures.pixels import open_pixels
from exporter.pictures.profiles import as_srgb
from exporter.pictures.strip import coarse_jpeg
from exporter.report import Report
from exporter.style.fonts import Face, open_book
from exporter.style.model import Role, Style

WIDTH, HEIGHT = 1000, 1600  # 5 : 8, what the large bookshops ask for
MARGIN = 62
MEASURE = WIDTH - 2 * MARGIN
FOOT = HEIGHT - 69
PHOTO_HEIGHT = 625
PAPER, INK, FAINT = (252, 251, 248), (17, 17, 17), (90, 90, 90)
JPEG_QUALITY = 82
HREF = "images/cover.jpg"
ENLARGED = 1.25  # a photo may be drawn so many times larger than it is decoded: no eye sees it at 250 ppi
OTHERS = 5  # headlines besides the leading one

# Sizes in px, largest first.
_NAMEPLATE = (144, 132, 122, 112, 104, 95, 88, 80, 72)  # one line
_LONG_NAMEPLATE = (80, 70, 60, 52, 45)  # two lines
_HEADLINE = (119, 105, 92, 81, 71, 62, 55, 48, 41)
_DECK = (38, 34, 30)
_OPENING = (34,)
_OTHER = (35, 31, 28)
_SMALL = (26, 22)


class _Brush:
    """The cover being drawn: `top` is the y (px, downwards) below which is still paper."""

    def __init__(self, book: Book, style: Style, report: Report) -> None:
        self.book, self.style, self.report = book, style, report
        self.image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.fonts = open_book(style.font_folders)
        self.top = float(MARGIN)

    def fit(
        self, text: str, role: Role, sizes: tuple[int, ...], most: int, leading: float, height: float = HEIGHT
    ) -> Lines | None:
        """Return the text fitted into what is left; None where no room is left or no face has its letters."""
        room = min(height, FOOT - self.top)
        if not text or room < sizes[-1] * leading:
            return None
        if (face := find_face(text, role, self.style, self.fonts)) is None:
            self._leave_out(f"no font has all letters of {text[:40]!r}")
            return None
        try:
            return fit_lines(text, face, MEASURE, room, sizes, leading, most)
        except OSError as error:
            self._refuse(face, text, error)
            return None

    def _refuse(self, face: Face, text: str, error: OSError) -> None:
        """Tell that FreeType cannot draw what the font has for the text, which Pillow says as an OSError."""
        self._leave_out(f"the font {face.key} cannot draw {text[:40]!r} ({error})")

    def _leave_out(self, reason: str) -> None:
        hint = "name a font that has them under `fallback` in the style"
        self.report.add("epub-cover-letters", "info", f"{reason}: the cover is without it", hint=hint)

    def paint(self, lines: Lines | None, ink: tuple[int, int, int] = INK, centre: bool = False) -> None:
        """Draw the lines below what is there; what stands in the centre is the masthead's and kept for other covers."""
        if lines is None:
            return
        right = self.book.direction == "rtl"
        share = 0.5 if centre else 1.0 if right else 0.0  # of the room left over, how much is before the line
        first = self.top + min(lines.face.ascent * lines.size / 1000, lines.leading * 0.86)
        try:
            for number, line in enumerate(lines.lines):
                x = MARGIN + ((MEASURE - line_width(line, lines.face) * lines.size) * share if share else 0)
                paint = paint_repeated if centre else paint_line
                paint(self.image, x, round(first + number * lines.leading), line, lines.face, lines.size, ink)
        except OSError as error:
            self._refuse(lines.face, line, error)
        self.top += lines.height

    def rule(self, weight: int) -> None:
        """Draw a rule over the measure."""
        top = round(self.top)  # of a fraction of a pixel, top + 1 - 1 may be less than top, which cannot be drawn
        self.draw.rectangle((MARGIN, top, WIDTH - MARGIN - 1, top + weight - 1), fill=INK)
        self.top += weight


def draw_cover(book: Book, style: Style, report: Report) -> bytes:
    """Return the cover as a JPEG of 1,000 × 1,600 pixels: masthead, date, photo, headline, then more headlines."""
    brush = _Brush(book, style, report)
    leader, photo = leading_story(book), leading_photo(book)
    _draw_masthead(brush)
    if photo is not None:
        brush.top += 25
        _draw_photo(brush, *photo)
    brush.top += 40 if photo else 56
    _draw_story(brush, leader)
    if book.is_edition:
        _draw_others(brush, leader)
    elif photo is None:
        _draw_opening(brush, leader)
    return write_jpeg(brush.image, quality=JPEG_QUALITY)


def write_cover_page(book: Book, style: Style) -> bytes:
    """Return the page that shows the cover; it is a page of the book like any other."""
    html, body = start_page(book.title, book.language, book.direction, "cover")
    section = add(body, "section")
    set_type(section, "cover")
    section.set("aria-label", style.phrase("cover", book.language))
    image = add(section, "img")
    image.attrib.update({"src": HREF, "alt": describe_cover(book, style), "role": "doc-cover"})
    return page_bytes(html)


def describe_cover(book: Book, style: Style) -> str:
    """Return what the cover says, and what its photo shows where that is known."""
    masthead, photo = masthead_of(book, style), leading_photo(book)
    said = (style.phrase("cover", book.language), masthead.name, masthead.line, leading_story(book).title)
    return ". ".join(dict.fromkeys(part for part in (*said, photo[1].alt if photo else "") if part))


def leading_photo(book: Book) -> tuple[Story, Photo] | None:
    """Return the first photo with a picture, looked for in the leading story, then in the others."""
    for story in (leading_story(book), *book.stories):
        for photo in story.article.photos:
            if photo.id in story.pictures and photo.role != "logo":
                return story, photo
    return None


def _draw_masthead(brush: _Brush) -> None:
    """Draw the nameplate on one line where it keeps a size worth the name, else on two; under it date and number."""
    masthead = masthead_of(brush.book, brush.style)
    plate = brush.fit(masthead.name, "masthead", _NAMEPLATE, 1, 1.1)
    if plate is not None and plate.is_cut:
        plate = brush.fit(masthead.name, "masthead", _LONG_NAMEPLATE, 2, 1.05)
    brush.paint(plate, centre=True)
    brush.top += 22
    brush.rule(6)
    brush.top += 11
    brush.paint(brush.fit(masthead.line, "running-head", _SMALL, 1, 1.3), centre=True)
    brush.top += 6
    brush.rule(1)


def _draw_photo(brush: _Brush, story: Story, photo: Photo) -> None:
    """Draw the photo over the measure, cropped around its focal point where it is too tall."""
    packed = story.pictures[photo.id].picture
    height = max(1, min(PHOTO_HEIGHT, round(MEASURE * packed.height / packed.width)))
    picture = decode_photo(packed, height, photo.focal or (0.5, 0.4))
    brush.image.paste(picture, (MARGIN, round(brush.top)))
    brush.top += height


@lru_cache(maxsize=2)  # of 2 MB each
def decode_photo(picture: Picture, height: int, focal: tuple[float, float]) -> Image.Image:
    """Return the photo as wide as the measure. It is kept: a story's own book and its edition's show the same."""
    asked = round(MEASURE / ENLARGED), round(height / ENLARGED)
    # A JPEG is decoded at an eighth, quarter or half of its size, and of a progressive one half of the data is enough.
    if picture.format == "jpeg" and picture.width >= 2 * asked[0] and picture.height >= 2 * asked[1]:
        picture = replace(picture, stored=coarse_jpeg(picture.stored))
    source = open_pixels(picture, asked)
    box = _crop(source.size, MEASURE / height, focal)
    return _flatten(source, picture.icc).resize((MEASURE, height), Image.Resampling.BILINEAR, box)


def _crop(size: tuple[int, int], ratio: float, focal: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the part of a picture of the size (px) that has the ratio and has its focal point as near its centre."""
    width, height = min(size[0], size[1] * ratio), min(size[1], size[0] / ratio)
    left, top = (size[0] - width) * focal[0], (size[1] - height) * focal[1]
    return left, top, left + width, top + height


def _flatten(source: Image.Image, icc: bytes) -> Image.Image:
    """Return the picture in sRGB, as the cover is, and without transparency, on its paper."""
    if not source.has_transparency_data:
        return as_srgb(source, icc)
    ground = Image.new("RGBA", source.size, (*PAPER, 255))
    ground.alpha_composite(source.convert("RGBA"))
    return ground.convert("RGB")


def _draw_story(brush: _Brush, leader: Story) -> None:
    """Draw kicker, headline, deck and byline; an edition keeps room for its other headlines."""
    article, edition = leader.article, brush.book.is_edition
    red, green, blue = (round(part * 255) for part in brush.style.text["kicker"].color.rgb)
    kicker = (_plain(article.kicker) or leader.section).upper()
    brush.paint(brush.fit(kicker, "kicker", _SMALL, 1, 1.6), (red, green, blue))
    room = max(FOOT - brush.top - (350 if edition else 188), 188)
    brush.paint(brush.fit(leader.title, "headline", _HEADLINE, 6, 1.06, room))
    brush.top += 30
    if not edition and article.deck:
        brush.paint(brush.fit(_plain(article.deck), "deck", _DECK, 5, 1.28))
        brush.top += 19
    brush.paint(brush.fit(article.byline.raw, "byline", _SMALL, 1, 1.4), FAINT)


def _draw_others(brush: _Brush, leader: Story) -> None:
    """Draw the headlines of further stories, as many as have room."""
    drawn = 0
    for story in brush.book.stories:
        if story is leader or drawn == OTHERS or brush.top > FOOT - 75:
            continue
        brush.top += 16
        lines = brush.fit(story.title, "subhead", _OTHER, 2, 1.2)
        if lines is None:
            continue
        brush.rule(1)
        brush.top += 15
        brush.paint(lines)
        drawn += 1


def _draw_opening(brush: _Brush, leader: Story) -> None:
    """Draw the first words of the story in place of a photo, down to the foot."""
    words = " ".join(text_of(block.text) for block in leader.article.body if isinstance(block, Paragraph))
    opening = " ".join(f"{leader.article.dateline.raw}{words}".split()[:150])
    brush.top += 25
    brush.rule(1)
    brush.top += 25
    brush.paint(brush.fit(opening, "body", _OPENING, 40, 1.36))


def _plain(runs: Rich) -> str:
    return " ".join(text_of(runs).split())
