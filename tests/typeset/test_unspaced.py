"""Scripts without word spaces."""

from __future__ import annotations

import pytest
from setting import set_text, shown, told

from exporter.typeset import unspaced

THAI = "สภาเมืองท่าลงมติเมื่อคืนวันอังคารให้สร้างเขื่อนกันคลื่นด้านเหนือขึ้นใหม่ ชาวประมงที่ปิดถนนเลียบท่าเรือเดินทางกลับบ้าน"
KHMER = "រដ្ឋាភិបាល\u200bកម្ពុជា\u200bបាន\u200bប្រកាស\u200bវិធានការ\u200bថ្មី\u200bសម្រាប់\u200bប្រជាជន"
NO_DICTIONARY = "icu4py is not installed (pip install 'exporter[thai]')"


def ends(lines: tuple[object, ...]) -> list[str]:
    return [shown(line).rstrip(" ") for line in lines]  # type: ignore[arg-type]


@pytest.mark.skipif(unspaced.line_breaker() is None, reason=NO_DICTIONARY)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ท่าเรือเดินทางกลับบ้าน", ["ท่าเรือ", "เดิน", "ทาง", "กลับ", "บ้าน"]),
        ("ລັດຖະບານຈະຊ່ວຍເຫຼືອປະຊາຊົນ", ["ລັດຖະບານ", "ຈະ", "ຊ່ວຍເຫຼືອ", "ປະຊາຊົນ"]),
        ("កម្ពុជាបានប្រកាស", ["កម្ពុជា", "បាន", "ប្រកាស"]),
    ],
)
def test_a_line_may_end_between_the_words_of_a_script_without_spaces(text: str, words: list[str]) -> None:
    assert unspaced.split_unspaced(text) == words


@pytest.mark.skipif(unspaced.line_breaker() is None, reason=NO_DICTIONARY)
def test_thai_lines_end_after_whole_words_without_a_sign() -> None:
    pieces = [piece for part in THAI.split() for piece in unspaced.split_unspaced(part)]
    allowed = {sum(map(len, pieces[:count])) for count in range(len(pieces) + 1)}
    for width in (90.0, 120.0, 200.0):
        lines = set_text(THAI, width, language="th")
        assert len(lines) > 2
        assert "".join(told(lines).split()) == "".join(THAI.split())
        position = 0
        for line in ends(lines):
            position += len("".join(line.split()))
            assert position in allowed
        assert not any(line.divided or line.overfull for line in lines)


def test_a_zero_width_space_marks_where_a_line_may_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unspaced, "line_breaker", lambda: None)
    lines = set_text(KHMER, 90.0, language="km")
    assert len(lines) > 2
    assert all(line.endswith("\u200b") for line in ends(lines)[:-1])
    assert "".join(told(lines).split()) == KHMER


def test_a_word_wider_than_the_line_is_not_divided_inside_a_letter_with_its_accent() -> None:
    lines = set_text("e\u0301" * 60, 70.0)
    assert len(lines) > 2
    assert not any(shown(line).startswith("\u0301") for line in lines)
