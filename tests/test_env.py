"""The broker: which files it opens, which it refuses, and what it says then."""

from __future__ import annotations

import os
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exporter.env import Folders, _open_below, fixed_env, real_env
from exporter.limits import Limits
from exporter.report import InputError, ResourceError, UsageError

posix = pytest.mark.skipif(os.name == "nt", reason="this kind of file is not found on Windows")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a story folder with a picture, beside a secret that lies outside it."""
    (tmp_path / "secret.txt").write_bytes(b"secret")
    folder = tmp_path / "story"
    (folder / "pictures").mkdir(parents=True)
    (folder / "harbour.jpg").write_bytes(b"harbour")
    (folder / "pictures" / "quay.jpg").write_bytes(b"quay")
    return folder


def refused(folders: Folders, name: str) -> ResourceError:
    with pytest.raises(ResourceError) as caught:
        folders.read(name)
    assert repr(name) in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 5
    return caught.value


def test_a_file_beside_the_story_is_read(story: Path) -> None:
    assert Folders((story,)).read("harbour.jpg") == b"harbour"


@pytest.mark.parametrize("name", ["pictures/quay.jpg", "pictures\\quay.jpg", "./pictures/./quay.jpg"])
def test_a_file_in_a_folder_is_read_with_either_slash(story: Path, name: str) -> None:
    assert Folders((story,)).read(name) == b"quay"


def test_dots_that_stay_in_the_folder_are_followed(story: Path) -> None:
    assert Folders((story,)).read("pictures/../harbour.jpg") == b"harbour"


def test_a_missing_file_is_named_with_what_to_try(story: Path) -> None:
    error = refused(Folders((story,)), "habrour.jpg")
    assert "is missing" in error.message
    assert "--resource-path" in error.hint


def test_nothing_is_read_without_a_folder(story: Path) -> None:
    assert "is missing" in refused(Folders(()), "harbour.jpg").message


# --- out of the folder -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../secret.txt", "pictures/../../secret.txt", "..\\secret.txt", "./../secret.txt"])
def test_dots_do_not_lead_out_of_the_folder(story: Path, name: str) -> None:
    assert "leads out of the story's folder" in refused(Folders((story,)), name).message


@pytest.mark.parametrize(
    "name", ["/etc/hosts", "//server/share/a.jpg", "\\\\server\\share\\a.jpg", "C:\\a.jpg", "c:a.jpg", "C:/a.jpg"]
)
def test_absolute_names_drives_and_shares_are_refused_on_every_system(story: Path, name: str) -> None:
    assert "is not a relative file name" in refused(Folders((story,)), name).message


def test_an_absolute_name_is_refused_even_inside_the_folder(story: Path) -> None:
    assert "is not a relative file name" in refused(Folders((story,)), (story / "harbour.jpg").as_posix()).message


@pytest.mark.parametrize("name", ["", ".", "harbour.jpg\0.png", "\0"])
def test_what_is_no_name_is_refused(story: Path, name: str) -> None:
    assert "not" in refused(Folders((story,)), name).message


@pytest.mark.parametrize(
    "name",
    ["https://example.org/a.jpg", "HTTP://example.org/a.jpg", "file:///etc/hosts", "file:/etc/hosts", "ftp://x/a",
     "data:image/png;base64,iVBORw0KGgo=", "gopher://x/a", "smb://server/share"],
)  # fmt: skip
def test_web_addresses_are_never_fetched(story: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_network)
    assert "is a web address" in refused(Folders((story,)), name).message


@posix
def test_a_colon_in_a_file_name_is_no_drive(story: Path) -> None:
    (story / "10:30 quay.jpg").write_bytes(b"clock")
    assert Folders((story,)).read("10:30 quay.jpg") == b"clock"


# --- links -----------------------------------------------------------------------------------------------------------


@posix
def test_a_link_inside_the_folder_is_followed(story: Path) -> None:
    (story / "lead.jpg").symlink_to("pictures/quay.jpg")
    (story / "also").symlink_to("pictures")
    folders = Folders((story,))
    assert folders.read("lead.jpg") == b"quay"
    assert folders.read("also/quay.jpg") == b"quay"


@posix
@pytest.mark.parametrize("target", ["../secret.txt", "/etc/hosts"])
def test_a_link_out_of_the_folder_is_refused(story: Path, target: str) -> None:
    (story / "lead.jpg").symlink_to(target)
    assert "leads out" in refused(Folders((story,)), "lead.jpg").message


@posix
def test_a_linked_folder_that_leads_out_is_refused(story: Path) -> None:
    (story / "all").symlink_to(story.parent)
    assert "leads out" in refused(Folders((story,)), "all/secret.txt").message


@posix
def test_links_in_a_ring_are_missing_files(story: Path) -> None:
    (story / "a.jpg").symlink_to("b.jpg")
    (story / "b.jpg").symlink_to("a.jpg")
    assert "is missing" in refused(Folders((story,)), "a.jpg").message


@posix
def test_the_story_folder_itself_may_be_a_link(story: Path) -> None:
    link = story.parent / "today"
    link.symlink_to(story)
    assert Folders((link,)).read("pictures/quay.jpg") == b"quay"


@posix
@pytest.mark.parametrize("parts", [("pictures", "quay.jpg"), ("harbour.jpg",)])
def test_a_path_that_is_changed_for_a_link_after_the_check_is_not_followed(story: Path, parts: tuple[str, ...]) -> None:
    """What was checked is swapped for a link before it is opened: as a folder in the path and as the file itself."""
    outside = story.parent / "outside"
    outside.mkdir()
    (outside / "quay.jpg").write_bytes(b"secret")
    (story / parts[0]).rename(story / "gone")
    (story / parts[0]).symlink_to(outside if len(parts) > 1 else story.parent / "secret.txt")
    try:
        descriptor = _open_below(story, parts)
    except OSError:
        return
    assert descriptor is None


@posix
def test_no_descriptor_stays_open(story: Path) -> None:
    folders = Folders((story,), Limits(file_bytes=5))
    os.mkfifo(story / "pipe")

    def descriptors() -> int:
        return len(os.listdir("/dev/fd"))  # noqa: PTH208

    before = descriptors()
    for name in ("pictures/quay.jpg", "harbour.jpg", "pipe", "pictures", "missing", "../secret.txt"):
        try:
            folders.read(name)
        except ResourceError as error:
            assert name != "pictures/quay.jpg", error
    assert descriptors() == before


# --- what is no regular file -----------------------------------------------------------------------------------------


@posix
def test_a_pipe_is_refused_and_never_waited_for(story: Path) -> None:
    os.mkfifo(story / "lead.jpg")
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.append(refused(Folders((story,)), "lead.jpg").message), daemon=True)
    reader.start()
    reader.join(5)
    assert not reader.is_alive()
    assert "is not a regular file" in said[0]


@posix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/null"])
def test_a_device_is_refused_even_where_the_user_named_it(story: Path, device: str) -> None:
    folders = Folders((story,))
    assert "is not a regular file" in refused(folders, folders.grant(Path(device))).message


@posix
def test_a_device_below_a_root_is_refused() -> None:
    assert "is not a regular file" in refused(Folders((Path("/dev"),)), "zero").message


@posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 107 bytes only
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("lead.jpg")
        assert "is not a regular file" in refused(Folders((tmp_path,)), "lead.jpg").message


@pytest.mark.parametrize("name", ["pictures", "pictures/", "pictures/.."])
def test_a_folder_is_refused(story: Path, name: str) -> None:
    assert "is not a regular file" in refused(Folders((story,)), name).message


def test_a_file_without_permission_is_refused(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_permission(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", no_permission)
    assert "cannot be read: Permission denied" in refused(Folders((story,)), "harbour.jpg").message


# --- size ------------------------------------------------------------------------------------------------------------


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(story: Path) -> None:
    assert Folders((story,), Limits(file_bytes=7)).read("harbour.jpg") == b"harbour"
    assert "is larger than 6e-06 MB" in refused(Folders((story,), Limits(file_bytes=6)), "harbour.jpg").message


def test_a_huge_file_is_refused_without_reading_it(story: Path) -> None:
    with (story / "huge.tif").open("wb") as stream:
        stream.truncate(1 << 40)
    assert "is larger than 100 MB" in refused(Folders((story,)), "huge.tif").message


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file here that says 0 bytes and has more")
def test_a_file_that_lies_about_its_size_is_cut_off_by_the_limit() -> None:
    process = Path(f"/proc/{os.getpid()}")
    assert "is larger than" in refused(Folders((process,), Limits(file_bytes=10)), "status").message
    assert Folders((process,)).read("cmdline") == (process / "cmdline").read_bytes() != b""


# --- several folders, files that the user named ----------------------------------------------------------------------


def test_the_folders_are_searched_in_order(story: Path) -> None:
    more = story.parent / "more"
    more.mkdir()
    (more / "harbour.jpg").write_bytes(b"another")
    (more / "crane.jpg").write_bytes(b"crane")
    folders = Folders((story, more))
    assert (folders.read("harbour.jpg"), folders.read("crane.jpg")) == (b"harbour", b"crane")


def test_dots_may_lead_from_one_folder_into_another_that_is_open_too(story: Path) -> None:
    more = story.parent / "more"
    more.mkdir()
    (more / "crane.jpg").write_bytes(b"crane")
    assert "--resource-path" in refused(Folders((story,)), "../more/crane.jpg").hint
    assert Folders((story, more)).read("../more/crane.jpg") == b"crane"


def test_a_file_that_the_user_named_is_read_by_its_name(story: Path) -> None:
    folders = Folders((story,))
    assert folders.read(folders.grant(story.parent / "secret.txt")) == b"secret"


def test_two_files_of_one_name_get_two_names(story: Path) -> None:
    folders = Folders(())
    paths = []
    for number in range(3):
        paths.append(story / str(number) / "lead.jpg")
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(str(number).encode())
    names = [folders.grant(path) for path in paths]
    assert names == ["lead.jpg", "lead-2.jpg", "lead-3.jpg"]
    assert [folders.read(name) for name in names] == [b"0", b"1", b"2"]
    assert folders.grant(paths[1]) == "lead-2.jpg"


def test_a_file_that_the_user_named_does_not_stand_in_for_one_of_the_story(story: Path) -> None:
    elsewhere = story.parent / "harbour.jpg"
    elsewhere.write_bytes(b"elsewhere")
    folders = Folders((story,))
    assert folders.read(folders.grant(elsewhere)) == b"elsewhere"
    assert folders.read("harbour.jpg") == b"harbour"


def test_a_file_that_the_user_named_and_that_is_gone_is_an_error_with_a_hint(story: Path) -> None:
    folders = Folders(())
    error = refused(folders, folders.grant(story / "gone.jpg"))
    assert (error.message, error.hint) == ("'gone.jpg' is missing", "look at how the file and its folder are spelt")


# --- the environment of a run ----------------------------------------------------------------------------------------


def test_the_clock_is_the_one_of_the_build(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert real_env(story).clock == datetime(2026, 1, 1, tzinfo=UTC)


def test_the_clock_goes_where_no_build_sets_it(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= real_env(story).clock <= datetime.now(UTC)


@pytest.mark.parametrize("epoch", ["tomorrow", "-5", "1e9", "9" * 30, "253402300800"])
def test_a_clock_that_is_no_time_is_a_usage_error(story: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        real_env(story)


def test_a_picture_is_read_and_decoded_once() -> None:
    frame = b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00" + frame
    env = fixed_env({"dot.gif": gif})
    assert env.picture("dot.gif") is env.picture("dot.gif")


def test_a_file_that_is_no_picture_is_an_input_error_and_a_missing_one_a_resource_error() -> None:
    env = fixed_env({"notes.jpg": b"notes"})
    with pytest.raises(InputError, match=r"notes\.jpg is no picture"):
        env.picture("notes.jpg")
    with pytest.raises(ResourceError, match="is missing"):
        env.picture("lead.jpg")


def test_the_fixed_environment_stands_still() -> None:
    assert fixed_env().clock == fixed_env().clock == datetime(2026, 1, 1, tzinfo=UTC)
