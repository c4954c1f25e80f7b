"""Formats are told by content; the name's ending only settles what the content leaves open."""

import pytest
from copied import CLIPPING

from exporter.readers import detect
from exporter.report import InputError

PROSE = "Head\n\nA paragraph of prose that says little.\n"


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        (CLIPPING, "story.txt", "clipping"),
        (CLIPPING, "story.md", "clipping"),
        (PROSE, "story.txt", "clipping"),
        (PROSE, "-", "clipping"),
        (PROSE, "story.md", "markdown"),
        ("---\ntitle: A\n---\n\nText", "story.txt", "markdown"),
        ("+++\ntitle = 'A'\n+++\n\nText", "story.txt", "markdown"),
        ('{"title": "A"}\n\nText', "story.txt", "markdown"),
        ("# A\n\nText", "-", "markdown"),
        ("Head\n\n![alt](a.jpg)\n", "story.txt", "markdown"),
        ("Head\n\nText[^1]\n\n[^1]: Note\n", "story.txt", "markdown"),
        ("Head\n\n## Crosshead\n\n> said\n\n- item\n", "story.txt", "clipping"),
        ('{"headline": [{"text": "A"}]}', "story.txt", "json"),
        ('\ufeff  {"headline": 1}', "story.md", "json"),
        ('{"headline": [', "story.txt", "json"),
        ("{{< figure >}}\n\nText", "story.md", "markdown"),
        ("headline:\n- text: A\n", "story.txt", "yaml"),
        ("---\nheadline:\n- text: A\n", "story.txt", "yaml"),
        ("headlin: A\n", "story.yaml", "yaml"),
        ("<!DOCTYPE html><title>x", "story.txt", "html"),
        ("<!-- saved from url --><HTML>", "story.txt", "html"),
        ("<?xml version='1.0'?><nitf/>", "story.xml", "nitf"),
        ("<!DOCTYPE nitf SYSTEM 'nitf.dtd'>\n<nitf>", "-", "nitf"),
        ("<g:newsMessage xmlns:g='x'>", "-", "newsml-g2"),
        ("<?xml version='1.0'?><NewsML>", "-", "newsml"),
        ('<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">', "-", "wxr"),
        ('<rss version="2.0">', "-", "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "-", "feed"),
        ('{"uri": "u", "body_html": "b"}', "-", "ninjs"),
        ('[{"title": {"rendered": "t"}, "content": {"rendered": "c"}}]', "-", "wordpress"),
        ("\x01abc0001 r\r\n\x02HEAD\r\nText that goes on for a while.\x03\x04", "-", "wire"),
        ("Note: this is prose\n\nand goes on.\n", "story.txt", "clipping"),
    ],
)
def test_the_content_tells_the_format(text: str, name: str, format: str) -> None:
    assert detect(text.encode(), name) == format


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"PK\x03\x04 word/document.xml", "a Word file"),
        (b"PK\x03\x04 mimetypeapplication/epub+zip", "an EPUB file"),
        (b"PK\x03\x04 anything", "a zip archive"),
        (b"{\\rtf1", "an RTF file"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tx",
            "an archive of several",
        ),
        (b"bplist00\xd1", "a web archive"),
        (bytes(range(32)) * 40, "not text"),
    ],
)
def test_a_file_that_is_no_story_is_named_for_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        detect(data, "story.txt")
    assert what in caught.value.message
    assert "Markdown" in caught.value.message
    assert caught.value.exit_code == 4
    assert caught.value.hint
    assert caught.value.hint not in caught.value.message
