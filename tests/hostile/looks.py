"""Hostile styles, print profiles, templates, lists of roles and editions: what an option may name besides stories and fonts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cases import Case, Content, Link, Special, story
from files import png
from packed import pack, word_files
from PIL import ImageCms

from exporter.backends.pdf.color.newsprint import newsprint

TEXT = story(
    "The *harbour* opened on **Monday**.\n\n## Ships\n\nThey came from everywhere.\n\n![Sea](sea.png){credit=X}"
)
LOOK = 'extends = "newspaper"\n'


def look_cases() -> Iterator[Case]:
    """Yield all cases of this file."""
    for name, (ends, content) in {**files(), **written(), **measured(), **said(), **asked()}.items():
        yield _styled(name, ends, content)
    linked: dict[str, Content] = {"story.md": TEXT, "sea.png": png(300, 200), "look.toml": Link("../outside.txt")}
    command = ("export", "story.md", "--style", "look.toml")  # what the command itself names may be a link
    yield Case("style-link-out", "4 style", linked, command, reads=("outside.txt",))
    yield from chains()
    yield from profiles()
    yield from templates()
    yield from roles()
    yield from editions()


def _styled(name: str, ends: str, content: Content, **more: Content) -> Case:
    files = {"story.md": TEXT, "sea.png": png(300, 200), "look.toml": content, **more}
    return Case(f"style-{name}", ends, files, ("export", "story.md", "--style", "look.toml"))


def files() -> dict[str, tuple[str, Content]]:
    """Return what stands where a style should."""
    return {
        "empty": ("4 style", b""),
        "zeros": ("4 style", b"\0" * 500),
        "noise": ("4 style", bytes(range(256)) * 20),
        "utf-16": ("4 style", LOOK.encode("utf-16")),
        "yaml": ("4 style", "extends: newspaper\n"),
        "json": ("4 style", '{"extends": "newspaper"}'),
        "css": ("4 style", "@import url(http://127.0.0.1/);\nbody { color: red }\n"),
        "of-9-megabytes": ("5 resource", lambda: b"# words\n" * 1_200_000),
        "link-to-a-device": ("5 resource", Link("/dev/zero")),
        "link-to-itself": ("5 resource", Link("look.toml")),
        "pipe": ("5 resource", Special("pipe")),
        "socket": ("5 resource", Special("socket")),
        "folder": ("5 resource", Special("folder")),
        "terabyte": ("5 resource", Special("huge")),
    }


def written() -> dict[str, tuple[str, Content]]:
    """Return styles that are hard to read."""
    return {
        "arrays-deep": ("4 style", LOOK + "fallback = " + "[" * 50_000 + "]" * 50_000),
        "tables-deep": ("4 style", LOOK + "photo = " + "{a = " * 20_000 + "1" + "}" * 20_000),
        "keys-deep": ("4 style", LOOK + "a." * 50_000 + "b = 1\n"),
        "headers-deep": ("4 style", LOOK + "[" + "a." * 50_000 + "b]\n"),
        "keys-deep-in-a-table": ("4 style", LOOK + "[text.body]\n" + "size." * 5_000 + "b = 1\n"),
        "keys-ten-thousand": ("4 style", LOOK + "".join(f"k{n} = {n}\n" for n in range(10_000))),
        "tables-ten-thousand": ("4 style", LOOK + "".join(f"[text.r{n}]\n" for n in range(10_000))),
        "colours-ten-thousand": (
            "0",
            LOOK + "[colors]\n" + "".join(f'c{n} = "#00000{n % 10}"\n' for n in range(10_000)),
        ),
        "families-ten-thousand": ("4 style", LOOK + "".join(f'[families.f{n}]\nname = "N"\n' for n in range(10_000))),
        "languages-a-thousand": ("0", LOOK + "".join(f'[words.x{n}]\ncover = "C{n}"\n' for n in range(1_000))),
        "number-of-9000-digits": ("4 style", LOOK + "[headline]\nmax-lines = " + "9" * 9_000 + "\n"),
        "key-twice": ("4 style", LOOK + '[page]\ngutter = "4mm"\ngutter = "5mm"\n'),
        "key-empty": ("4 style", LOOK + '"" = 1\n'),
        "key-of-control-characters": ("4 style", LOOK + '"a\\u0000\\u001b[31m\\nb" = 1\n'),
        "key-of-500000-letters": ("4 style", LOOK + "k" * 500_000 + " = 1\n"),
        "key-of-markup": ("4 style", LOOK + '"<script>&{0}%s" = 1\n'),
        "value-of-500000-letters": ("4 style", LOOK + '[text.body]\nalign = "' + "a" * 500_000 + '"\n'),
        "date": ("4 style", LOOK + "[text.body]\nsize = 9999-12-31T23:59:60Z\n"),
    }


def measured() -> dict[str, tuple[str, Content]]:
    """Return styles with measures that no page has: a line of the style each."""
    wrong = {
        "text.body": [
            "size = 0", 'size = "0pt"', 'size = "-9pt"', 'size = "1e9pt"', 'size = "999999999pt"', "size = nan", "size = inf",
            'size = "nanpt"', 'size = "infpt"', 'size = "' + "9" * 400 + 'pt"', 'size = ""', 'size = "9"', "size = [9]",
            'size = "9pt; url(http://127.0.0.1)"', 'leading = "0pt"', 'leading = "-11pt"', 'leading = "9999999mm"', 'leading = "900em"',
            'indent = "99999999pt"', 'indent = "-99999999pt"', 'left = "99999999pt"', 'right = "99999999pt"', 'before = "99999999lines"',
            'after = "99999999lines"', 'tracking = "99999999em"', 'tracking = "-1em"', "drop-cap-lines = 1000000", "drop-cap-lines = -1",
            "drop-cap-lines = 2.5", 'color = "#12345"', 'color = "#gggggg"', 'color = "rgb(0,0,0)"', "color = [0, 0, 0]", "features = 3",
            "features = ['<b>']", "hyphenate = 'no'", "case = 'shouting'", "face = 'url(x)'", "family = '../x'", "keep-with-next = 1",
        ],
        "page": [
            "columns = 1000000", "columns = 0", "columns = -3", "columns = 2.0", "columns = true", "columns = []", "columns = 'many'",
            'column-width = "0pt"', 'column-width = "-1mm"', 'column-width = "99999999mm"', 'gutter = "99999999mm"', 'gutter = "-5mm"',
            'column-rule = "99999999pt"', 'size = "0x0mm"', 'size = "9999999x9999999mm"', 'size = "1e9x1e9mm"', 'size = "nanxnanmm"',
            'size = "."', 'size = "1.2.3x4mm"', 'size = "-210x-297mm"', "head-left = ['date', 'secret']", "head-left = 'date'",
            'nameplate-rule = "99999999pt"', 'folio-rule = "-1pt"', 'margins = { top = "99999999mm" }', 'margins = { left = "-500mm" }',
            "margins = []", 'opening = "<b>"',
        ],
        "photo": [
            "max-height = 1000000000", "max-height = nan", "max-height = -1", "max-height = 0", "trim = inf", "trim = -inf", "trim = 2",
            'beside-width = "99999999mm"', 'frame = "99999999pt"', 'gap = "99999999pt"', "minimum-ppi = 0", "target-ppi = 1e308",
            "target-ppi = 0", "ink-limit = 0", "ink-limit = nan", "caption-order = []", "caption-order = ['credit', 'credit', 'credit']",
            "grey = 1", "lead-span = 3",
        ],
        "headline": [
            "ladder = []", "ladder = ['0pt']", "ladder = ['-1pt', '2pt']", "ladder = ['1pt', '1pt']", "ladder = 'large'",
            "ladder = ['99999999pt']", "max-lines = 0", "max-lines = 1000000000", "leading = 0", "leading = nan", "leading = 1e9",
            'small-below = "-1pt"', "small-family = ''",
        ],
        "limits": [
            "space-shrink = 0", "space-shrink = -1", "space-stretch = 1e9", "space-stretch = inf", "tracking = nan", "scaling = 9",
            "protrusion = 1e9", "hyphens-in-row = -1", "hyphens-in-row = 1000000000000000000000", "hyphen-left = 0", "widow-lines = 0",
            "widow-lines = 1000000", "orphan-lines = 1000000",
        ],
        "epub": ["writing-mode = 'upwards'", "embed-fonts = 'yes'", "script = 'x'"],
        "word": ["embed-fonts = 1", "macro = 'x'"],
        "colors": ["a = 'red'", "a = { rgb = '#000000', cmyk = [nan, 0, 0, 0] }", "a = { rgb = '#000000', cmyk = [0, 0, 0, 1e9] }",
                   "a = { rgb = '#000000', cmyk = [0, 0, 0] }", "a = { rgb = '#000000', spot = 'All' }", "a = { rgb = '#000000', spot = \"a\\u0000b\" }",
                   "a = {}", "a = 0x000000", "a = '#0000001'"],
    }  # fmt: skip
    found: dict[str, tuple[str, Content]] = {}
    for table, lines in wrong.items():
        for number, line in enumerate(lines):
            plain = "".join(sign if sign.isalnum() else "-" for sign in line)[:28].strip("-")
            found[f"{table}-{number}-{plain}"] = ("4 style", f"{LOOK}[{table}]\n{line}\n")
    return found


def said() -> dict[str, tuple[str, Content]]:
    """Return styles that put words on the page, and styles that give them a form."""
    markup = "<script>alert(1)</script>&amp;]]> $HOME %(a)300000000s =cmd|'/C calc'"
    return {
        "words-of-markup": ("0", LOOK + f'[words.en]\ncover = "{markup}"\n'),
        "words-of-control-characters": ("4 style", LOOK + '[words.en]\ncover = "a\\u0000b\\u001b[31m"\n'),
        "words-of-overrides": ("4 style", LOOK + '[words.en]\ncover = "a\\u202eb"\n'),
        "words-of-line-ends": ("4 style", LOOK + '[words.en]\ncover = """a\nb"""\n'),
        "words-of-surrogates": ("4 style", LOOK + '[words.en]\ncover = "\\ud800"\n'),
        "words-of-500000-letters": ("4 style", LOOK + '[words.en]\npage-of = "' + "w" * 500_000 + '"\n'),
        "words-with-attributes": ("4 style", LOOK + '[words.en]\npage-of = "{page.__class__}"\n'),
        "words-with-an-index": ("4 style", LOOK + '[words.en]\npage-of = "{page[0]}"\n'),
        "words-with-a-width": ("4 style", LOOK + '[words.en]\npage-of = "{page:>999999999}"\n'),
        "words-with-a-width-inside": ("4 style", LOOK + '[words.en]\npage-of = "{page:{pages}}"\n'),
        "words-with-a-conversion": ("4 style", LOOK + '[words.en]\npage-of = "{page!r}"\n'),
        "words-unclosed": ("4 style", LOOK + '[words.en]\npage-of = "{page"\n'),
        "words-of-a-path": ("0", LOOK + '[words."../../x"]\ncover = "C"\n'),
        "end-mark-of-markup": ("4 style", LOOK + 'end-mark = "<b>&amp;]]></b>"\n'),
        "end-mark-of-control-characters": ("4 style", LOOK + 'end-mark = "\\u0000\\u202e"\n'),
        "end-mark-of-500000-letters": ("4 style", LOOK + 'end-mark = "' + "x" * 500_000 + '"\n'),
        "description-of-control-characters": ("4 style", LOOK + 'description = "\\u001b]0;x\\u0007"\n'),
        "family-of-markup": ("0", LOOK + '[families.text]\nname = "\\"><script>x</script>;}@import url(http://127.0.0.1)"\n'),
        "family-of-control-characters": ("4 style", LOOK + '[families.text]\nname = "a\\u0000\\nb"\n'),
        "family-of-nothing": ("4 style", LOOK + '[families.text]\nname = ""\n'),
        "family-of-500000-letters": ("4 style", LOOK + '[families.text]\nname = "' + "n" * 500_000 + '"\n'),
        "family-of-another-kind": ("4 style", LOOK + '[families.text]\ngeneric = "url(x)"\n'),
        "family-of-a-dozen-more": ("0", LOOK + "".join(f"[families.'<f{n}>']\nname = 'F{n}'\ngeneric = 'serif'\n" + "".join(f"{slot} = 'source-sans-3/SourceSans3_400Regular.ttf'\n" for slot in ("regular", "italic", "bold", "bold-italic")) for n in range(12))),
        "spot-of-markup": ("0", LOOK + "[colors]\naccent = { rgb = '#9b1c1c', spot = '/JS (x) <</S/JavaScript>>' }\n"),
        "spot-of-500000-letters": ("4 style", LOOK + "[colors]\naccent = { rgb = '#9b1c1c', spot = '" + "s" * 500_000 + "' }\n"),
        "colour-named-by-markup": ("0", LOOK + "[colors]\n'</style><script>' = '#000000'\n[text.body]\ncolor = '</style><script>'\n"),
    }  # fmt: skip


def asked() -> dict[str, tuple[str, Content]]:
    """Return styles that are allowed, and hard to keep."""
    return {
        "type-as-large-as-the-page": ("0", LOOK + '[text.body]\nsize = "300pt"\nleading = "330pt"\n'),
        "type-as-large-as-allowed": ("0", LOOK + '[text.body]\nsize = "1000pt"\nleading = "1000pt"\n'),
        "type-of-one-point": ("0", LOOK + '[text.body]\nsize = "1pt"\nleading = "1pt"\n'),
        "leading-larger-than-the-page": ("0", LOOK + '[text.body]\nleading = "1000pt"\n'),
        "everything-on-everything": ("0", LOOK + '[text.body]\nleading = "1pt"\ntracking = "-3pt"\n'),
        "indents-wider-than-the-column": ("0", LOOK + '[text.body]\nleft = "900pt"\nright = "900pt"\nindent = "900pt"\n'),
        "indent-out-of-the-page": ("0", LOOK + '[text.body]\nindent = "-900pt"\n'),
        "drop-cap-of-ten-lines": ("0", LOOK + "[text.body-first]\ndrop-cap-lines = 10\n"),
        "headline-of-the-page": ("0", LOOK + "[headline]\nladder = ['900pt']\nmax-lines = 1\nsmall-below = '0pt'\n"),
        "headline-of-500-sizes": ("0", LOOK + f"[headline]\nladder = {json.dumps([f'{n}pt' for n in range(1, 501)])}\n"),
        "columns-with-no-room-for-photos": ("0", LOOK + '[page]\nsize = "60x60mm"\nmargins = { top = "20mm", bottom = "20mm", left = "20mm", right = "20mm" }\n'),
        "margins-of-the-page": ("4 style", LOOK + '[page]\nmargins = { top = "290mm" }\n'),
        "page-of-two-metres": ("0", LOOK + '[page]\nsize = "2000x2000mm"\ncolumns = 12\n'),
        "page-of-a-needle": ("0", LOOK + '[page]\nsize = "60x2000mm"\n'),
        "gutters-wider-than-columns": ("0", LOOK + '[page]\ngutter = "60mm"\ncolumns = 2\n'),
        "rules-wider-than-the-page": ("0", LOOK + '[page]\ncolumn-rule = "900pt"\nnameplate-rule = "900pt"\nfolio-rule = "900pt"\n'),
        "frame-larger-than-the-photo": ("0", LOOK + '[photo]\nframe = "900pt"\ngap = "900pt"\n'),
        "limits-at-their-limits": ("0", LOOK + "[limits]\nspace-shrink = 1\nspace-stretch = 1\ntracking = 0\nscaling = 0\nhyphens-in-row = 0\nhyphen-left = 20\nhyphen-right = 20\nwidow-lines = 10\norphan-lines = 10\n"),
        "tracking-at-its-limit": ("0", LOOK + '[text.body]\ntracking = "99pt"\n'),
        "white-on-white": ("0", LOOK + "[colors]\nblack = { rgb = '#ffffff', cmyk = [0, 0, 0, 0] }\n"),
        "every-role-like-another": ("0", LOOK + '[text.quote]\nlike = "headline"\n[text.caption]\nlike = "masthead"\n[text.footnote]\nlike = "headline"\n'),
        "end-marks-sixty": ("4 style", LOOK + 'end-mark = "' + "■" * 60 + '"\n'),
    }  # fmt: skip


def chains() -> Iterator[Case]:
    """Styles that extend others."""
    base: dict[str, Content] = {"story.md": TEXT, "sea.png": png(300, 200)}
    command = ("export", "story.md", "--style", "look.toml")
    for name, ends, extends in (
        ("nothing", "4 style", "nothing"), ("a-missing-file", "5 resource", "nothing.toml"), ("itself", "4 style", "look.toml"),
        ("a-file-outside", "4 style", "../outside.txt"), ("a-password-file", "4 style", "/etc/passwd"), ("a-url", "5 resource", "http://127.0.0.1/x.toml"),
        ("a-device", "5 resource", "/dev/zero/x.toml"), ("a-null", "4 style", "a\\u0000.toml"), ("a-long-name", "5 resource", "x" * 5_000 + ".toml"),
    ):  # fmt: skip
        yield Case(f"style-extends-{name}", ends, {**base, "look.toml": f'extends = "{extends}"\n'}, command)
    yield Case("style-extends-a-number", "4 style", {**base, "look.toml": "extends = 3\n"}, command)
    ring = {f"l{n}.toml": f'extends = "l{(n + 1) % 50}.toml"\n' for n in range(50)}
    yield Case(
        "style-extends-in-a-ring-of-fifty", "4 style", {**base, **ring, "look.toml": 'extends = "l0.toml"\n'}, command
    )
    chain: dict[str, Content] = {f"l{n}.toml": f'extends = "l{n + 1}.toml"\n' for n in range(400)}
    chain |= {"l400.toml": LOOK, "look.toml": 'extends = "l0.toml"\n'}
    yield Case("style-extends-four-hundred", "0", {**base, **chain}, command)


def profiles() -> Iterator[Case]:
    """Profiles of presses that are none."""
    command = ("export", "story.md", "--pdf-profile", "press", "--icc", "press.icc")
    good, screen = newsprint().data, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    good_name = newsprint().name.encode()
    for name, (ends, content) in {
        "empty": ("4", b""),
        "words": ("4", b"words"),
        "zeros": ("4", b"\0" * 5_000),
        "head-only": ("4", good[:128]),
        "cut-in-half": ("4", good[: len(good) // 2]),
        "tags-4-billion": ("4", good[:128] + b"\xff\xff\xff\xff" + good[132:]),
        "tags-outside": ("4", good[:136] + b"\xff\xff\xff\xf0\xff\xff\xff\xff" + good[144:]),
        "tags-of-noise": ("4", good[:132] + bytes(range(256)) * 30),
        "size-lies": ("4", b"\xff\xff\xff\xff" + good[4:]),
        "of-a-screen": ("4", screen),
        "of-grey": ("4", good[:16] + b"GRAY" + good[20:]),
        "of-fifteen-inks": ("4", good[:16] + b"FCLR" + good[20:]),
        "whole": ("0", good),
        "says-it-prints": ("4", screen[:12] + b"prtrCMYK" + screen[20:]),
        "without-tables": ("4", good[:128] + bytes(4) + good[132:]),
        "tables-of-noise": ("4", _noise(good, b"mft2")),
        "names-of-control-characters": ("0", good.replace(good_name, b"a\x00\x1b[31m<b>".ljust(len(good_name), b")"))),
        "of-9-megabytes": ("5", good + b"\0" * 9_000_000),
        "pipe": ("5", Special("pipe")),
        "folder": ("2", Special("folder")),
        "link-to-a-device": ("5", Link("/dev/zero")),
        "terabyte": ("5", Special("huge")),
    }.items():
        files: dict[str, Content] = {"story.md": TEXT, "sea.png": png(300, 200), "press.icc": content}
        yield Case(f"profile-{name}", ends, files, command)


def _noise(profile: bytes, kind: bytes) -> bytes:
    """Return the profile with nonsense behind each head of a table."""
    at = profile.index(kind) + 8
    return profile[:at] + b"\xff" * 200 + profile[at + 200 :]


def templates() -> Iterator[Case]:
    """Word templates that are none, or that bring along what no template needs."""
    command = ("export", "story.md", "--reference-doc", "house.docx")
    refused = ("word-cut", "word-bomb", "word-entities", "word-laughs", "word-no-document", "word-not-xml")
    for name, (_, content) in word_files().items():
        files: dict[str, Content] = {"story.md": TEXT, "sea.png": png(300, 200), "house.docx": content}
        yield Case(f"template-{name}", "4 style" if name in refused else "0", files, command)
    for name, special in {
        "pipe": Special("pipe"), "folder": Special("folder"), "link-to-a-device": Link("/dev/zero"), "terabyte": Special("huge"),
        "zip": lambda: pack({"a": b"b"}), "picture": png(20, 20),
    }.items():  # fmt: skip
        files = {"story.md": TEXT, "sea.png": png(300, 200), "house.docx": special}
        yield Case(f"template-{name}", "4 style" if name in ("zip", "picture") else "5 resource", files, command)


def roles() -> Iterator[Case]:
    """Lists of roles for the lines of copied text."""
    command = ("export", "story.txt", "--roles", "roles.txt")
    text = "Harbour\n\nBy Ines Varga\n\nThe harbour opened on Monday. Ships came from everywhere.\n"
    for name, (ends, content) in {
        "empty": ("4", b""),
        "zeros": ("4", b"\0" * 500),
        "noise": ("4", bytes(range(256)) * 9),
        "yaml-bomb": ("4", "a: &a [x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n"),
        "yaml-deep": ("4", "[" * 50_000),
        "line-0": ("4", "0: headline\n"),
        "line-minus-1": ("4", "-1: headline\n"),
        "line-a-billion": ("4", "1000000000: headline\n"),
        "line-of-9000-digits": ("4", "9" * 9_000 + ": headline\n"),
        "role-of-markup": ("4", "1: <script>\n"),
        "role-of-500000-letters": ("4", "1: " + "r" * 500_000 + "\n"),
        "all-headlines": ("4", "".join(f"{n}: headline\n" for n in range(1, 6))),
        "of-9-megabytes": ("4", lambda: b"1: headline\n" * 800_000),
        "pipe": ("5", Special("pipe")),
        "folder": ("5", Special("folder")),
        "link-to-a-device": ("5", Link("/dev/zero")),
        "terabyte": ("5", Special("huge")),
    }.items():
        yield Case(f"roles-{name}", ends, {"story.txt": text, "roles.txt": content}, command)


def editions() -> Iterator[Case]:
    """Editions in YAML that lead elsewhere or never end."""
    head = "schema: exporter-edition/1\ntitle: Monday\n"
    one = "- entries:\n  - article:\n      headline: [{text: H}]\n      language: en\n      body: [{kind: paragraph, text: [{text: Words.}]}]\n"
    laughs = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 9))
    for name, (ends, text) in {
        "plain": ("0", f"{head}sections:\n{one}"),
        "alias-to-itself": ("4 input", f"{head}sections: &s [*s]\n"),
        "alias-bomb": ("4 input", f"x0: &x0 [a]\n{laughs}{head}sections: [*x8]\n"),
        "merge-bomb": ("4 input", "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)) + head),
        "deep": ("4 input", f"{head}sections: " + "[" * 5_000),
        "tag": ("4 input", f"{head}sections: !!python/object/apply:os.system ['id']\n"),
        "documents-a-hundred": ("0", f"---\n{head}sections:\n{one}" * 100),
        "story-outside": ("4 input", f"{head}sections:\n- entries:\n  - story: ../outside.txt\n"),
        "story-of-itself": ("4 input", f"{head}sections:\n- entries:\n  - story: story.yaml\n"),
        "stories-two-hundred": ("0", f"{head}sections:\n" + one * 200),
        "title-of-markup": ("0", f"schema: exporter-edition/1\ntitle: '<script>x</script>&amp;]]>'\nsections:\n{one}"),
        "title-of-control-characters": ("0 control-characters", f'schema: exporter-edition/1\ntitle: "a\\0b\\e[31m"\nsections:\n{one}'),
        "title-of-100000-letters": ("0", f"schema: exporter-edition/1\ntitle: {'t' * 100_000}\nsections:\n{one}"),
        "date-of-nothing": ("4 input", f"{head}date: 0000-00-00\nsections:\n{one}"),
        "priority-of-words": ("4 input", f"{head}sections:\n{one}    priority: high\n"),
        "number-of-9000-digits": ("4 input", f"{head}number: {'9' * 9_000}\nsections:\n{one}"),
        "keys-not-text": ("4 input", f"{head}? [a, b]\n: c\n1: 2\nnull: 3\nsections:\n{one}"),
    }.items():  # fmt: skip
        yield Case(f"edition-{name}", ends, {"story.yaml": text})
