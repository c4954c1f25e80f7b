"""Hostile stories as text: what Markdown, copied text, web pages, newsroom XML and JSON can be made to say."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cases import OUTSIDE, Case, story

SCHEMES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:msgbox(1)", "data:text/html,<b>x",
    "file:///etc/passwd", "file:../outside.txt", "pdf:/etc/passwd", "\\\\\\\\server\\\\share", "//server/share", "smb://server/share",
    "ftp://example.org/x", "about:blank", "blob:x", "ms-word:ofe|u|http://x/", "ms-msdt:/id", "tel:", "mailto:",
    "http://", "http:///x", "https://user:secret@example.org/", "http://[::1", "http://example.org:99999999/",
    "http://exa mple.org/", "http://example.org/<script>", "http://example.org/%", "http://xn--/", "jar:http://x!/y",
    "view-source:http://x", "#javascript:alert(1)", "../../outside.txt", "/etc/passwd", "?x", "x:y", "\x00javascript:x",
)  # fmt: skip
TOO_MANY_BRACKETS = ("footnotes-two-thousand", "marks-unclosed", "brackets", "brackets-closed-each")
TOO_DEEP = ("marks-nested", "quotes-deep", "lists-deep", "boxes-deep")
ALLOWED = ("http://example.org/%", "http://xn--/")  # odd, and harmless
REFUSED_LATER = (
    "http://",
    "http:///x",
    "https://user:secret@example.org/",
    "http://[::1",
    "http://example.org:99999999/",
)


def text_cases() -> Iterator[Case]:
    """Yield all cases of this file."""
    yield from links()
    yield from markdown()
    yield from enormous()
    yield from pages()
    yield from newsroom()
    yield from native()
    yield from bytes_of_all_kinds()


def links() -> Iterator[Case]:
    """Links of every scheme, in a native story, where nothing of Markdown's own rules stands before the gate."""
    for number, address in enumerate(SCHEMES):
        run = {"text": "a link", "href": address.replace("\\\\", "\\")}
        article = {"headline": [{"text": "Links"}], "language": "en", "body": [{"kind": "paragraph", "text": [run]}]}
        name = "".join(sign if sign.isalnum() else "-" for sign in address)[:30].strip("-")
        ends = "0" if address in ALLOWED else "0 link-refused"
        yield Case(
            f"link-{number}-{name}",
            "0 docx-link-refused" if address in REFUSED_LATER else ends,
            {"story.json": json.dumps(article)},
        )
    for name, body in {
        "link-reference": "[x][1]\n\n[1]: javascript:alert(1)",
        "link-autolink": "<javascript:alert(1)> and <file:///etc/passwd>",
        "link-entity": "[x](&#106;avascript:alert(1))",
        "link-image": "[![Sea](../outside.txt)](javascript:alert(1))",
        "link-html": '<a href="javascript:alert(1)" onclick="x()">words</a>',
        "link-of-500-000-letters": f"[x](https://example.org/{'a' * 500_000})",
        "links-ten-thousand": "[x](https://example.org/) " * 10_000,
    }.items():
        yield Case(name, {"link-image": "5", "links-ten-thousand": "4 input"}.get(name, "0"), {"story.md": story(body)})


def markdown() -> Iterator[Case]:
    """What Markdown may hold besides words."""
    bodies = {
        "html-script": "<script>fetch('http://127.0.0.1/')</script>\n\nWords after it.",
        "html-iframe": '<iframe src="file:///etc/passwd"></iframe>\n\nWords after it.',
        "html-svg": '<svg onload="alert(1)"><foreignObject><body/></foreignObject></svg>\n\nWords after it.',
        "html-style": "<style>@import url(http://127.0.0.1/)</style>\n\nWords after it.",
        "html-comment-open": "<!-- never closed\n\nWords after it.",
        "html-meta-refresh": '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">\n\nWords after it.',
        "html-in-words": "Words with <b onmouseover=alert(1)>bold</b> and <img src=x onerror=alert(1)>.",
        "xml-entity": "Words &xxe; &lol9; &#0; &#xD800; &#x110000; &#x202e; end.",
        "template-signs": "{{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %> %(a)300000000s {0.__class__} {% raw %}",
        "shell-signs": "`id` $(id) ; rm -rf / | cat > x && y",
        "latex": "\\input{/etc/passwd} \\write18{id} $$x$$ \\href{javascript:x}{y}",
        "reportlab-markup": '<font color="[[[getattr(pow,Word(\'__globals__\'))[\'os\'].system(\'id\')]]]">x</font> <seq template="%(a)300000000s"/> <onDraw name=x/>',
        "word-fields": "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe } { INCLUDEPICTURE http://127.0.0.1/x } { HYPERLINK x }",
        "sheet-formula": "| a | b |\n|---|---|\n| =cmd\\|'/C calc'!A0 | @SUM(1+1) |",
        "pdf-strings": "\\) Tj ET /JS (app.alert(1)) endstream endobj %%EOF ( \\( <</S/JavaScript>>",
        "css-breakout": "</style><script>alert(1)</script> }body{background:url(http://127.0.0.1/)}",
        "cdata-end": "Words ]]> <![CDATA[ more ]]&gt; words.",
        "footnote-to-itself": "Words[^a].\n\n[^a]: A note[^a] of itself.",
        "footnotes-in-a-ring": "Words[^a].\n\n[^a]: Note[^b].\n\n[^b]: Note[^a].",
        "footnote-of-nothing": "Words[^nothing] and[^2].",
        "footnotes-two-thousand": "".join(f"Word{n}[^{n}]. " for n in range(2_000)) + "".join(f"\n\n[^{n}]: Note {n}." for n in range(2_000)),
        "attributes": 'A {onclick="x" style="position:fixed" #id .class}\n\n![Sea](a.png){onerror=x}',
        "marks-nested": "*" * 5_000 + "words" + "*" * 5_000,
        "marks-unclosed": "**a *b ~~c `d [e ![f](" * 2_000,
        "brackets": "[" * 20_000 + "]" * 20_000,
        "brackets-closed-each": "[a](" * 5_000,
        "backticks": "`" * 50_000 + "a",
        "emphasis-alternating": "*a _b " * 8_000,
        "quotes-deep": ">" * 3_000 + " words",
        "lists-deep": "\n".join("  " * n + "- x" for n in range(300)),
        "lists-with-huge-numbers": "999999999. one\n1000000000. two\n-1. three\n00000000000000000001. four",
        "table-wide": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n|" + "b|" * 500,
        "table-long": "| a | b |\n|---|---|\n" + "| x | y |\n" * 800,
        "table-ragged": "| a |\n|---|\n| 1 | 2 | 3 |\n|\n| |||||||||||||| |",
        "table-in-a-cell": "| a |\n|---|\n| <table><tr><td>x</td></tr></table> |",
        "table-cell-huge": "| a | b |\n|---|---|\n| " + "word " * 3_000 + "| x |",
        "table-cell-one-word": "| a | b |\n|---|---|\n| " + "w" * 20_000 + "| x |",
        "rules-ten-thousand": "***\n\n" * 10_000 + "End.",
        "crossheads-only": "\n\n".join(f"## Crosshead {n}" for n in range(500)),
        "headings-all-levels": "\n\n".join("#" * n + " Heading" for n in range(1, 8)),
        "pull-quotes-only": "> [!pull]\n> A quote.\n\n" * 200,
        "boxes-deep": "".join(">" * n + f" [!facts] Box {n}\n" + ">" * n + " words\n" for n in range(1, 40)),
        "question-without-answer": "Q:\n\nQ:\n\nA:\n\nA: answer",
        "breaks-only": "<!-- page -->\n\n" * 300,
        "empty-everything": "#\n\n>\n\n-\n\n|\n\n![]()\n\n[]()\n\n``\n\n****",
        "code-endless-line": "```\n" + "x" * 50_000 + "\n```",
        "code-many-lines": "```\n" + "x = 1\n" * 8_000 + "```",
        "code-tabs": "```\n" + "\t" * 2_000 + "x\n```",
        "math-of-signs": "∑∫∂√∞≠≤≥⊂⊃∧∨¬∀∃" * 500,
    }  # fmt: skip
    for name, body in bodies.items():
        ends = "4 input" if name in TOO_MANY_BRACKETS or name in TOO_DEEP else "5" if name == "attributes" else "0"
        yield Case(f"markdown-{name}", ends, {"story.md": story(body)})
    heads = {
        "yaml-tag": "---\nheadline: !!python/object/apply:os.system ['id']\n---\n\nWords.",
        "yaml-bomb": "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]\n---\n\nWords.",
        "yaml-deep": "---\nheadline: " + "[" * 5_000 + "\n---\n\nWords.",
        "yaml-merge": "---\n<<: {headline: x}\nheadline: Harbour\n---\n\nWords.",
        "yaml-binary": "---\nheadline: !!binary aGFjaw==\n---\n\nWords.",
        "yaml-number": "---\nheadline: 1e999\ndate: 99999-99-99\n---\n\nWords.",
        "yaml-int-huge": "---\nheadline: " + "9" * 6_000 + "\n---\n\nWords.",
        "toml-deep": "+++\n" + "a." * 3_000 + "b = 1\n+++\n\nWords.",
        "toml-dates": "+++\nheadline = 'H'\ndate = 9999-12-31T23:59:60Z\n+++\n\nWords.",
        "json-front": '{"headline": "H", "headline": "I"}\n\nWords.',
        "front-unclosed": "---\nheadline: Harbour\n\nWords without an end of the front matter.",
        "front-photo-outside": "---\nheadline: H\nphoto: ../outside.txt\n---\n\nWords.",
        "front-photo-list": "---\nheadline: H\nphoto: [1, {src: {}}, null]\n---\n\nWords.",
        "front-keys-ten-thousand": "---\n" + "".join(f"k{n}: v\n" for n in range(10_000)) + "---\n\nWords.",
        "front-key-dunder": "---\n__class__: x\n__proto__: y\nheadline: H\n---\n\nWords.",
        "front-types": "---\nheadline: {a: b}\nbyline: 3\nkeywords: {x: 1}\ndate: [1]\nlanguage: 7\n---\n\nWords.",
    }
    refused = {"yaml-tag", "yaml-bomb", "yaml-deep", "yaml-binary", "toml-deep", "toml-dates", "front-unclosed"}
    outside = {"front-photo-outside", "front-photo-list"}
    for name, text in heads.items():
        ends = "4 input" if name in refused else "5 resource" if name in outside else "0"
        yield Case(f"{name}" if name.startswith("front") else f"front-{name}", ends, {"story.md": text})


def enormous() -> Iterator[Case]:
    """What is longer, wider or deeper than any story."""
    bodies = {
        "word-of-60-000-letters": "w" * 60_000,
        "word-of-hyphens": "a-" * 20_000,
        "word-of-slashes": "a/" * 20_000,
        "word-of-soft-hyphens": "a\u00ad" * 20_000,
        "word-of-joiners": "a\u200d" * 50_000,
        "word-of-no-break-spaces": "a\u00a0" * 50_000,
        "word-of-thin-spaces": "a\u2009" * 50_000,
        "word-arabic": "ب" * 30_000,
        "word-hebrew-and-latin": "אb" * 15_000,
        "word-thai": "ก" * 30_000,
        "word-devanagari": "कि" * 20_000,
        "word-ideographs": "漢" * 30_000,
        "word-commas-of-the-east": "、" * 50_000,
        "word-emoji-families": "👨‍👩‍👧‍👦" * 5_000,
        "word-flags": "🇩🇪" * 5_000,
        "word-of-marks": "a" + "\u0301" * 50_000,
        "word-stacked-marks": ("Z" + "\u0353\u0332\u0349\u0300\u030a" * 6) * 500,
        "word-of-one-tag-each": "<b>a</b>" * 20_000,
        "paragraph-of-100-000-words": "word " * 100_000,
        "paragraph-of-20-000-different-words": " ".join(f"w{n}x" for n in range(20_000)),
        "paragraphs-three-thousand": "Words.\n\n" * 3_000,
        "lines-one-letter": "a\n" * 20_000,
        "spaces": " " * 1_000_000 + "x",
        "newlines": "\n" * 1_000_000 + "x",
        "runs-of-two-marks": "**a** *b* " * 4_000,
        "a-hundred-languages": "".join(f'<span lang="x-{n}">word</span> ' for n in range(100)),
        "every-character": "".join(chr(n) for n in range(0x20, 0x3000) if not 0xD800 <= n < 0xE000),
        "private-use": "".join(chr(n) for n in range(0xE000, 0xE200)),
        "last-planes": "".join(chr(n) for n in range(0x1F300, 0x1F700)) + "\U0010fffd",
    }
    for name, body in bodies.items():
        yield Case(f"enormous-{name}", "4 input" if name == "word-of-one-tag-each" else "0", {"story.md": story(body)})
    yield Case("enormous-story-of-two-million", "4 input", {"story.md": story("words " * 400_000)})
    yield Case("enormous-file", "4 input", {"story.txt": lambda: b"words " * 4_000_000})
    yield Case("enormous-headline", "0", {"story.md": story("Words.", headline="word " * 5_000)})
    yield Case("enormous-headline-one-word", "0", {"story.md": story("Words.", headline="w" * 20_000)})
    yield Case("enormous-byline", "0", {"story.md": story("Words.", byline="By " + "A. B. Name, " * 5_000)})
    yield Case("enormous-keywords", "0", {"story.md": story("Words.", keywords=json.dumps(["k"] * 20_000))})


def pages() -> Iterator[Case]:
    """Web pages made to harm whoever reads them."""
    head = "<!DOCTYPE html><html lang=en><head><title>Harbour</title>{}</head><body><article><h1>Harbour</h1>{}</article></body></html>"
    words = "<p>" + "The harbour opened on Monday. " * 12 + "</p>"
    bodies = {
        "script": "<script src=http://127.0.0.1/x.js></script>" + words,
        "events": "<p onclick=alert(1) style='background:url(http://127.0.0.1/)'>Words.</p>" + words,
        "base": "<base href='file:///'><img src='etc/passwd'>" + words,
        "image-remote": "<figure><img src='http://127.0.0.1/a.jpg'><figcaption>Sea</figcaption></figure>" + words,
        "image-absolute": "<figure><img src='/etc/passwd'><figcaption>Sea</figcaption></figure>" + words,
        "image-outside": "<figure><img src='../outside.txt'><figcaption>Sea</figcaption></figure>" + words,
        "image-data": "<figure><img src='data:image/png;base64,iVBORw0KGgo='></figure>" + words,
        "image-file": "<figure><img src='file:../outside.txt'></figure>" + words,
        "object": "<object data='file:///etc/passwd'></object><embed src=x><applet code=x></applet>" + words,
        "form": "<form action=http://127.0.0.1/><input name=x value=y><button>z</button></form>" + words,
        "meta": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>" + words,
        "link-remote": "<link rel=stylesheet href=http://127.0.0.1/x.css><link rel=import href=x>" + words,
        "svg": "<svg><script>alert(1)</script><use href='http://127.0.0.1/#x'/></svg>" + words,
        "math": "<math><maction actiontype='statusline#http://x'>y</maction></math>" + words,
        "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>" + words,
        "template": "<template><script>alert(1)</script></template>" + words,
        "deep": "<div>" * 5_000 + words,
        "deep-inline": "<p>" + "<b><i>" * 5_000 + "words" + words,
        "attributes-many": "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">Words</p>" + words,
        "attribute-long": f"<p title='{'x' * 500_000}'>Words</p>" + words,
        "entities": "<p>" + "&nbsp;&#8238;&#0;&#xFFFE;&#55296;&amp;lt;" * 3_000 + "</p>" + words,
        "table-span": "<table><tr><td colspan=100000000 rowspan=100000000>x</td><td>y</td></tr></table>" + words,
        "table-span-negative": "<table><tr><td colspan=-1 rowspan=0>x</td><td colspan=x>y</td></tr></table>" + words,
        "table-of-spans": "<table>" + "<tr>" + "<td rowspan=1000 colspan=20>x</td>" * 40 + "</tr></table>" + words,
        "list-start": "<ol start=99999999999><li value=-5>x</li></ol>" + words,
        "ruby": "<p><ruby>漢<rt>" + "かん" * 2_000 + "</rt></ruby></p>" + words,
        "bdo": "<p><bdo dir=rtl>txt.exe</bdo> <bdi>x</bdi></p>" + words,
        "comment": "<!--><script>alert(1)</script>-->" + words,
        "null": "<p>a\x00b<scr\x00ipt>alert(1)</scr\x00ipt></p>" + words,
    }  # fmt: skip
    remote = {"image-remote", "image-absolute", "image-outside", "image-file"}
    for name, body in bodies.items():
        ends = "0 photo-remote" if name in remote else "4 input" if name in ("deep", "deep-inline") else "0"
        yield Case(f"page-{name}", ends, {"page.html": head.format("", body)})
    metadata = {
        "json-ld-broken": "<script type='application/ld+json'>{'a': </script>",
        "json-ld-deep": "<script type='application/ld+json'>" + '{"a":' * 5_000 + "</script>",
        "json-ld-graph": "<script type='application/ld+json'>" + json.dumps({"@type": "NewsArticle", "headline": ["<b>x", {"y": 1}], "author": [[[]], 3, {"name": ["z"]}], "image": {"url": "file:///etc/passwd"}, "datePublished": 20260101, "inLanguage": {"x": "y"}}) + "</script>",
        "og-image-file": "<meta property='og:image' content='file:///etc/passwd'><meta property='og:url' content='javascript:x'>",
        "canonical-script": "<link rel=canonical href='javascript:alert(1)'>",
        "charset-unknown": "<meta charset=rot13>",
        "charset-utf-7": "<meta charset=utf-7>",
        "charset-utf-16": "<meta charset=utf-16>",
    }  # fmt: skip
    for name, meta in metadata.items():
        yield Case(f"page-{name}", "0", {"page.html": head.format(meta, words)})


def newsroom() -> Iterator[Case]:
    """Newsroom XML and feeds with what XML can do."""
    body = "<body><body.head><hedline><hl1>Harbour</hl1></hedline></body.head><body.content><p>{}</p></body.content></body>"
    nitf = "<?xml version='1.0'?>{}<nitf>" + body + "</nitf>"
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctypes = {
        "xml-outside": f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "../outside.txt">]>&{OUTSIDE.decode()};',
        "xml-file": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "xml-http": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        "xml-laughs": f'<!DOCTYPE nitf [<!ENTITY l0 "lol">{lol}<!ENTITY x "&l9;">]>',
        "xml-quadratic": f'<!DOCTYPE nitf [<!ENTITY x "{"a" * 50_000}">]>',
        "xml-parameter": '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        "xml-dtd-outside": '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">',
        "xml-dtd-file": '<!DOCTYPE nitf SYSTEM "../outside.txt">',
    }
    for name, doctype in doctypes.items():
        times = 5_000 if name == "xml-quadratic" else 1
        plain = name.startswith("xml-dtd")
        content = "Words." if plain else "Words &x; " * times
        clean = doctype.partition("]>&")[0] + ("]>" if "]>&" in doctype else "")
        yield Case(name, "0" if plain else "4", {"story.xml": nitf.format(clean, content)})
    stories = {
        "xml-stylesheet": "<?xml version='1.0'?><?xml-stylesheet href='http://127.0.0.1/'?>" + nitf[21:].format("", "Words."),
        "xml-xinclude": nitf.format("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../outside.txt" parse="text"/>Words.'),
        "xml-media-outside": nitf.format("", "Words.</p><media media-type='image'><media-reference source='../outside.txt'/><media-caption>x</media-caption></media><p>"),
        "xml-media-file": nitf.format("", "Words.</p><media media-type='image'><media-reference source='file:///etc/passwd'/></media><p>"),
        "xml-a-script": nitf.format("", "<a href='javascript:alert(1)'>words</a>"),
        "xml-deep": nitf.format("", "<em>" * 3_000 + "x" + "</em>" * 3_000),
        "xml-attributes": nitf.format("", "<em " + " ".join(f"a{n}='1'" for n in range(20_000)) + ">x</em>"),
        "xml-namespaces": nitf.format("", "".join(f"<x{n}:y xmlns:x{n}='u{n}'>w</x{n}:y>" for n in range(3_000))),
        "xml-cdata": nitf.format("", "<![CDATA[<script>alert(1)</script>]]>"),
        "xml-utf-7": nitf.replace("version='1.0'", "version='1.0' encoding='utf-7'").format("", "+ADw-script+AD4-"),
        "feed-script": "<rss version='2.0'><channel><title>F</title><item><title>&lt;script&gt;x</title><description><![CDATA[<script>alert(1)</script><p>" + "Words of the story. " * 30 + "]]></description><link>javascript:alert(1)</link></item></channel></rss>",
        "feed-enclosure": "<rss version='2.0'><channel><title>F</title><item><title>T</title><description>" + "Words. " * 60 + "</description><enclosure url='file:///etc/passwd' type='image/jpeg' length='1'/></item></channel></rss>",
        "feed-ten-thousand": "<rss version='2.0'><channel><title>F</title>" + "<item><title>T</title><description>Words.</description></item>" * 300 + "</channel></rss>",
        "feed-no-items": "<rss version='2.0'><channel><title>F</title></channel></rss>",
    }  # fmt: skip
    for name, text in stories.items():
        ends = {
            "feed-no-items": "4 input",
            "xml-deep": "4 input",
            "xml-media-outside": "5 resource",
            "xml-media-file": "5 resource",
        }
        yield Case(name, ends.get(name, "0"), {"story.xml": text})


def native() -> Iterator[Case]:
    """Native stories and ninjs that lie about their types, or are deeper than any story."""

    def article(*body: object, **head: object) -> str:
        return json.dumps({"headline": [{"text": "H"}], "language": "en", "body": list(body)} | head)

    paragraph = {"kind": "paragraph", "text": [{"text": "Words."}]}
    deep: object = paragraph
    for _ in range(30):
        deep = {"kind": "quote", "blocks": [deep]}
    deeper: object = deep
    for _ in range(60):
        deeper = {"kind": "aside", "blocks": [deeper]}
    cell = {"blocks": [paragraph]}
    yield from (
        Case("json-deep-allowed", "0", {"story.json": article(deep)}),
        Case("json-too-deep", "4 input", {"story.json": article(deeper)}),
        Case("json-brackets", "4 input", {"story.json": "[" * 100_000}),
        Case("json-number-huge", "4 input", {"story.json": '{"headline": ' + "9" * 10_000 + "}"}),
        Case("json-nan", "4 input", {"story.json": article(paragraph, extra={"a": 1}).replace('"a": 1', '"a": NaN')}),
        Case("json-key-twice", "4 input", {"story.json": '{"page": "1", "page": "2"}'}),
        Case("json-surrogates", "0", {"story.json": article(paragraph).replace("Words.", "a\\ud800b\\udfffc")}),
        Case("json-null-byte", "0 control-characters", {"story.json": article(paragraph).replace("Words", "W\\u0000s")}),
        Case("json-table-columns", "4 input", {"story.json": article({"kind": "table", "rows": [[cell | {"columns": 10**9}]]})}),
        Case("json-table-rows", "0", {"story.json": article({"kind": "table", "rows": [[cell | {"rows": 10**9}], [cell]]})}),
        Case("json-table-no-rows", "0", {"story.json": article({"kind": "table", "rows": []}, paragraph)}),
        Case("json-table-empty-rows", "0", {"story.json": article({"kind": "table", "rows": [[], [], []]}, paragraph)}),
        Case("json-table-head-rows", "0", {"story.json": article({"kind": "table", "rows": [[cell]], "head_rows": 10**6})}),
        Case("json-table-head-negative", "0", {"story.json": article({"kind": "table", "rows": [[cell]], "head_rows": -5})}),
        Case("json-list-start", "0", {"story.json": article({"kind": "list", "items": [[paragraph]], "ordered": True, "start": 10**15})}),
        Case("json-list-start-negative", "0", {"story.json": article({"kind": "list", "items": [[paragraph]], "ordered": True, "start": -7})}),
        Case("json-list-empty-items", "0", {"story.json": article({"kind": "list", "items": [[], []]}, paragraph)}),
        Case("json-figure-of-nothing", "1 figure-without-photo", {"story.json": article({"kind": "figure", "photos": ["x"]}, paragraph)}),
        Case("json-figure-empty", "0", {"story.json": article({"kind": "figure", "photos": []}, paragraph)}),
        Case("json-note-of-nothing", "1 note-missing", {"story.json": article({"kind": "paragraph", "text": [{"text": "1", "note": "n"}]})}),
        Case("json-ids-twice", "0", {"story.json": article(paragraph | {"id": "a"}, paragraph | {"id": "a"})}),
        Case("json-ids-of-ours", "0", {"story.json": article(paragraph | {"id": "a1-headline"}, paragraph | {"id": "a1"}, id="a1")}),
        Case("json-ids-odd", "0", {"story.json": article(paragraph | {"id": "../../x y\"'<>#?&"}, id="../..\\x:y\u202e")}),
        Case("json-photo-ids-twice", "0", {"story.json": article({"kind": "figure", "photos": ["p", "p"]}, photos=[{"id": "p"}, {"id": "p"}])}),
        Case("json-focal-outside", "0", {"story.json": article(paragraph, photos=[{"id": "p", "focal": [1e308, -1e308]}])}),
        Case("json-marks-twice", "0", {"story.json": article({"kind": "paragraph", "text": [{"text": "x", "marks": ["bold"] * 50}]})}),
        Case("json-line-negative", "0", {"story.json": article(paragraph | {"line": -(10**12)})}),
        Case("json-empty-article", "0", {"story.json": '{"headline": []}'}),
        Case("json-edition-empty", "4 input", {"story.json": '{"schema": "exporter-edition/1", "sections": []}'}),
        Case("json-edition-empty-section", "4 input", {"story.json": '{"schema": "exporter-edition/1", "sections": [{"entries": [], "name": "x"}]}'}),
        Case("json-priority-huge", "0", {"story.json": '{"schema": "exporter-edition/1", "sections": [{"entries": [{"article": ' + article(paragraph) + ', "priority": 999999999}], "name": "x"}]}'}),
        Case("json-runs-fifty-thousand", "0", {"story.json": article({"kind": "paragraph", "text": [{"text": "a "}] * 50_000})}),
        Case("json-runs-empty", "0", {"story.json": article({"kind": "paragraph", "text": [{"text": ""}] * 1_000}, paragraph)}),
        Case("json-extra-deep", "4 input", {"story.json": article(paragraph, extra={"a": 1}).replace('"a": 1', '"a": ' + "[" * 500 + "]" * 500)}),
        Case("json-language-odd", "0", {"story.json": article(paragraph, language="../../../etc/passwd")}),
        Case("json-language-long", "0", {"story.json": article(paragraph, language="en-" * 20_000)}),
        Case("json-direction-rtl", "0", {"story.json": article(paragraph, direction="rtl")}),
        Case("json-embed-script", "0", {"story.json": article({"kind": "embed", "url": "javascript:alert(1)", "title": "<script>x</script>"})}),
        Case("ninjs-body-script", "0", {"story.json": json.dumps({"uri": "urn:x", "headline": "<script>x</script>", "body_xhtml": "<script>alert(1)</script><p>" + "Words. " * 20 + "</p>"})}),
        Case("ninjs-renditions", "5 resource", {"story.json": json.dumps({"uri": "urn:x", "headline": "H", "body_text": "Words.", "associations": {"a": {"type": "picture", "renditions": {"r": {"href": "file:///etc/passwd"}}}}})}),
        Case("ninjs-associations-in-a-ring", "0", {"story.json": json.dumps({"uri": "urn:x", "headline": "H", "body_text": "Words.", "associations": {"a": {"uri": "urn:x", "associations": {"b": {"uri": "urn:x"}}}}})}),
    )  # fmt: skip


def bytes_of_all_kinds() -> Iterator[Case]:
    """Bytes that are no text, or text in a disguise."""
    kinds = {
        "empty": b"", "spaces": b"  \n\t ", "zeros": b"\0" * 5_000, "random": bytes(range(256)) * 40, "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        "elf": b"\x7fELF" + b"\0\1\2" * 500, "pdf": b"%PDF-1.7\n%%EOF", "zip": b"PK\x03\x04" + b"\0" * 100, "gzip": b"\x1f\x8b\x08" + b"x" * 50,
        "rtf": b"{\\rtf1 words}", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
    }  # fmt: skip
    for name, data in kinds.items():
        yield Case(f"bytes-{name}", "4 input", {"story.txt": data})
    texts = {
        "utf-16": "Headline\n\nThe harbour opened.".encode("utf-16"),
        "utf-32": "Headline\n\nThe harbour opened.".encode("utf-32"),
        "utf-16-without-mark": "Headline\n\nThe harbour opened.".encode("utf-16-le"),
        "utf-8-cut": "Headline\n\nThe café".encode()[:-1],
        "utf-8-overlong": b"Headline\n\nThe \xc0\xaf harbour \xed\xa0\x80 opened.",
        "latin": "Headline\n\nThe café opened.".encode("latin-1"),
        "carriage-returns": b"Headline\r\rThe harbour opened.\r",
        "controls": b"Headline\n\nThe \x1b[31mharbour\x07 \x08opened\x7f.",
        "escape-to-terminal": b"\x1b]0;title\x07Headline\n\nThe \x1b[2Jharbour opened.",
        "bidi": "Headline\n\nThe \u202eharbour\u202c \u2066opened\u2069.".encode(),
        "line-separators": "Headline\u2028\u2029The harbour\x85opened.".encode(),
        "byte-order-marks": "\ufeff\ufeffHeadline\n\n\ufeffThe harbour opened.".encode(),
    }
    for name, data in texts.items():
        yield Case(f"bytes-{name}", "0", {"story.txt": data})
