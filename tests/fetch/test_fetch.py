"""What may be fetched from the web, and how much of it."""

import gzip
import json
import re
import socket
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from loopback import PUBLIC, leads, reply, small_web
from PIL import Image

from exporter.cli.run import run
from exporter.fetch import Web
from exporter.fetch.addresses import is_public, parse_address
from exporter.fetch.exchange import Transport
from exporter.limits import Limits
from exporter.report import EXIT_INPUT, EXIT_OK, EXIT_RESOURCE, EXIT_USAGE, InputError, ResourceError

PAGE = """<!doctype html><html lang="en"><head><title>Harbour opens</title></head><body><article>
<h1>Harbour opens</h1><p>The new harbour opened on Monday, and ships came from everywhere to see it.</p>
<figure><img src="{picture}" alt="Waves"><figcaption>Waves at the pier.</figcaption></figure>
<p>The mayor spoke for an hour, and the band of the fire brigade played until the evening came.</p>
</article></body></html>"""


def page(picture: str = "/sea.png") -> bytes:
    return PAGE.format(picture=picture).encode()


def png() -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((900, 600)).save(out, "PNG")
    return out.getvalue()


def never(*asked: object) -> list[str]:
    raise AssertionError(f"the network was asked for {asked}")


def no_connection(*asked: object) -> socket.socket:
    raise AssertionError(f"a connection was made to {asked}")


NO_NETWORK = Transport(never, no_connection, no_connection)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://10.1.2.3/x", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
     "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/",
     "http://255.255.255.255/", "http://[fe80::1]/", "http://[fd00::1]/", "http://[::ffff:127.0.0.1]/",
     "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[ff02::1]/",
     "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://127.1/", "http://0177.0.0.1/",
     "http://127.0.0.1./", "http://[fe80::1%25eth0]/"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_before_anything_is_opened(address: str) -> None:
    with pytest.raises(ResourceError) as raised:
        Web(address, transport=NO_NETWORK).page()
    assert raised.value.hint


@pytest.mark.parametrize("number", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_an_address_of_the_public_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "address",
    ["ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "javascript:alert(1)", "news.example",
     "http://me:secret@news.example/", "http://news.example/a b", "http://news.example\r\nX: y/", "http:///path",
     "http://news.example:99999/", "http://news..example/", "https://news.example\\@evil.example/"],
)  # fmt: skip
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(ResourceError) as raised:
        Web(address, transport=NO_NETWORK)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("numbers", [["10.0.0.7"], [PUBLIC, "127.0.0.1"], ["::1"], ["fe80::1%eth0"], []])
def test_a_host_is_refused_when_any_of_its_numbers_is_private(numbers: list[str]) -> None:
    with small_web({"news.example/": reply(page())}, {"news.example": numbers}) as web:
        with pytest.raises(ResourceError):
            Web("http://news.example/", transport=web.transport).page()
        assert web.connected == []


def test_the_connection_goes_to_the_number_that_was_checked_and_the_name_is_asked_for_once() -> None:
    with small_web({"news.example/story": reply(page())}) as web:
        got = Web("https://News.example/story#top", transport=web.transport).page()
    assert got.data.endswith(page()) and got.address == "https://news.example/story"
    assert (web.resolved, web.connected, web.secured) == (["news.example"], [(PUBLIC, 443)], ["news.example"])


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/admin", "http://169.254.169.254/", "http://inside.example/", "http://other.example/story",
     "ftp://news.example/", "http://news.example:22/", "/round", "//[bad"],
)  # fmt: skip
def test_a_redirect_is_checked_like_an_address(target: str) -> None:
    replies = {
        "news.example/": leads(target),
        "news.example/round": leads("/round"),
        "other.example/story": reply(page()),
    }
    hosts = ("127.0.0.1", "169.254.169.254", "inside.example")  # allowed, and all the same not public
    with small_web(replies, {"inside.example": ["192.168.1.1"]}) as web:
        with pytest.raises(ResourceError):
            Web("http://news.example/", hosts, web.transport).page()
        assert {asked.partition("/")[0] for asked in web.asked} == {"news.example"}
        assert len(web.asked) <= 6


def test_a_redirect_to_a_host_that_is_allowed_is_followed() -> None:
    with small_web({"news.example/": leads("http://other.example/"), "other.example/": reply(page())}) as web:
        with pytest.raises(ResourceError, match=r"not allowed") as raised:
            Web("http://news.example/", transport=web.transport).page()
        assert raised.value.hint == "add --allow-host other.example"
        assert Web("http://news.example/", ("OTHER.example.",), web.transport).page().address == "http://other.example/"


def test_a_redirect_does_not_lead_from_https_to_http() -> None:
    with (
        small_web({"news.example/": leads("http://news.example/story")}) as web,
        pytest.raises(ResourceError, match="not encrypted"),
    ):
        Web("https://news.example/", transport=web.transport).page()


LONG = b"x" * 300_000


@pytest.mark.parametrize(
    "answer",
    [reply(LONG),
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + LONG,
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (len(LONG), LONG),
     reply(gzip.compress(b"<p>" * 20_000_000), "text/html", "200 OK", "Content-Encoding: gzip")],
    ids=["announced", "until the end", "in pieces", "packed"],
)  # fmt: skip
def test_what_is_too_large_is_refused(answer: bytes) -> None:
    with small_web({"news.example/": answer}) as web, pytest.raises(ResourceError, match=r"larger than 0\.2 MB"):
        Web("http://news.example/", transport=web.transport, limits=Limits(file_bytes=200_000)).page()


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-Slow: ", reply(LONG)[:200], b""])
def test_a_server_that_trickles_is_left_when_the_time_is_over(start: bytes) -> None:
    def trickle(line: socket.socket) -> None:
        line.sendall(start)
        for _ in range(100):
            time.sleep(0.05)
            line.sendall(b"x" if start else b"")

    with small_web({"news.example/": trickle if start else lambda line: time.sleep(1)}) as web:
        began = time.monotonic()
        with pytest.raises(ResourceError, match="takes too long"):
            Web("http://news.example/", transport=web.transport, seconds=0.4).page()
        assert time.monotonic() - began < 4  # the server itself would go on for five seconds


@pytest.mark.parametrize(
    "answer",
    [b"", b"nothing of the kind\r\n\r\n", reply(page())[:-10], reply(page(), "text/html", "404 Not Found"),
     reply(page(), "text/html", "200 OK", "Content-Encoding: br"),
     reply(b"no gzip", "text/html", "200 OK", "Content-Encoding: gzip"),
     reply(gzip.compress(page())[:-9], "text/html", "200 OK", "Content-Encoding: gzip"),
     b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"],
)  # fmt: skip
def test_a_broken_answer_is_an_error_in_our_words(answer: bytes) -> None:
    with small_web({"news.example/": answer}) as web, pytest.raises(ResourceError) as raised:
        Web("http://news.example/", transport=web.transport).page()
    assert raised.value.hint and "news.example" in raised.value.message


@pytest.mark.parametrize("kind", ["application/pdf", "application/json", "", "text/plain"])
def test_what_is_no_page_is_no_story(kind: str) -> None:
    with small_web({"news.example/": reply(page(), kind)}) as web, pytest.raises(InputError, match="no web page"):
        Web("http://news.example/", transport=web.transport).page()


def test_a_packed_page_is_unpacked_and_the_encoding_of_the_server_counts() -> None:
    text = "<p>Öffnung – heute</p>"
    packed = gzip.compress(text.encode("cp1252"))
    answer = reply(packed, "text/html; charset=ISO-8859-1", "200 OK", "Content-Encoding: gzip")
    with small_web({"news.example/": answer}) as web:
        assert Web("http://news.example/", transport=web.transport).page().data.decode("utf-8-sig") == text


@pytest.mark.parametrize("answer", [reply(b"<svg/>", "image/svg+xml"), reply(b"<html>", "image/png"), reply(png(), "")])
def test_a_picture_must_be_one_by_its_name_and_by_its_bytes(answer: bytes) -> None:
    with small_web({"news.example/sea.png": answer}) as web:
        source = Web("http://news.example/", transport=web.transport)
        for _ in range(2):
            with pytest.raises(ResourceError, match="no picture"):
                source.read("http://news.example/sea.png")
        assert len(web.asked) == 1, "it is asked for once, whatever comes"


def test_all_pictures_together_are_held_to_the_size_of_one_file() -> None:
    picture = png()
    replies = {f"news.example/{name}.png": reply(picture, "image/png") for name in "ab"}
    with small_web(replies) as web:
        limits = Limits(file_bytes=len(picture) * 3 // 2)
        source = Web("http://news.example/", transport=web.transport, limits=limits)
        assert source.read("http://news.example/a.png") == picture
        with pytest.raises(ResourceError, match="larger than"):
            source.read("http://news.example/b.png")


def test_an_address_keeps_what_its_host_needs_to_know() -> None:
    address = parse_address("http://bücher.example:8080/ä%20b?q=ü&r=%2f#part")
    assert (address.authority, address.target) == ("xn--bcher-kva.example:8080", "/%C3%A4%20b?q=%C3%BC&r=%2f")


def test_a_page_with_its_picture_becomes_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "news.example/2026/harbour.html?from=mail"
    with small_web({address: reply(page()), "news.example/sea.png": reply(png(), "image/png")}) as web:
        arguments = ["export", "--fetch", f"http://{address}", "--to", "json,epub"]
        assert run(arguments, web.transport) == EXIT_OK, capsys.readouterr().err
    edition = json.loads((tmp_path / "harbour.json").read_text("utf-8"))
    article = edition["sections"][0]["entries"][0]["article"]
    assert article["headline"] == [{"text": "Harbour opens"}]
    assert article["url"] == f"http://{address}"
    assert article["photos"][0]["src"].startswith("from-web-")
    with ZipFile(tmp_path / "harbour.epub") as book:
        assert [name for name in book.namelist() if name.endswith((".png", ".jpg")) and "cover" not in name]


def test_a_picture_on_another_host_comes_only_when_it_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    replies = {"news.example/story": reply(page("//img.example/sea")), "img.example/sea": reply(png(), "image/png")}
    with small_web(replies) as web:
        arguments = ["export", "--fetch", "http://news.example/story", "--to", "json"]
        assert run(arguments, web.transport) == EXIT_OK
        said = capsys.readouterr().err
        assert "photo-not-fetched" in said and "--allow-host img.example" in said
        assert web.asked == ["news.example/story"]
        assert run([*arguments, "--allow-host", "img.example"], web.transport) == EXIT_OK
        assert "photo-not-fetched" not in capsys.readouterr().err


def test_a_page_cannot_name_files_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sea.png").write_bytes(png())
    with small_web({"news.example/story": reply(page("sea.png"))}) as web:
        assert run(["export", "--fetch", "http://news.example/story", "--to", "json"], web.transport) == EXIT_OK
        assert "answers 404" in capsys.readouterr().err
        assert web.asked == ["news.example/story", "news.example/sea.png"]
    assert "sea.png" not in re.sub(r"http://\S+", "", (tmp_path / "story.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--fetch", "http://127.0.0.1/"], EXIT_RESOURCE), (["--fetch", "ftp://news.example/"], EXIT_RESOURCE),
     (["--fetch", "http://news.example/empty"], EXIT_INPUT), (["--fetch", "http://news.example/pdf"], EXIT_INPUT),
     (["--allow-host", "news.example", "story.md"], EXIT_USAGE), ([], EXIT_USAGE)],
)  # fmt: skip
def test_what_cannot_be_fetched_ends_with_its_own_code(
    arguments: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text("# A story\n\nWords.\n", "utf-8")
    replies = {"news.example/empty": reply(b"<html></html>"), "news.example/pdf": reply(b"%PDF-1.7\n")}
    with small_web(replies) as web:
        assert run(["export", *arguments, "--to", "json"], web.transport) == code
    said = capsys.readouterr().err
    assert "hint" in said and "Traceback" not in said


def test_a_run_that_fetches_nothing_does_not_even_know_how(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page("http://news.example/sea.png"))
    spy = (
        "import sys; from exporter.cli.run import run; code = run(sys.argv[1:]);"
        "print(code, [name for name in sys.modules if name.startswith('exporter.fetch')])"
    )
    command = [sys.executable, "-c", spy, "export", "story.html", "--to", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
