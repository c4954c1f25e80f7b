"""Datelines: what is one and what only looks like one."""

import pytest

from exporter.readers.dateline import find_dateline, parse_dateline


@pytest.mark.parametrize(
    ("text", "raw", "place"),
    [
        ("SEOUL — North", "SEOUL — ", "SEOUL"),
        ("PARIS (Reuters) -Le", "PARIS (Reuters) -", "PARIS"),
        ("ROMA, 12 MAR - Il", "ROMA, 12 MAR - ", "ROMA"),
        ("МОСКВА, 1 янв (РИА) — Да", "МОСКВА, 1 янв (РИА) — ", "МОСКВА"),
        ("MONTREAL—A man", "MONTREAL—", "MONTREAL"),
        ("Paris (AFP) – Le", "Paris (AFP) – ", "Paris"),
        ("BATON ROUGE, La. (AP) — T", "BATON ROUGE, La. (AP) — ", "BATON ROUGE"),
        ("NEW YORK (AP) _ Some", "NEW YORK (AP) _ ", "NEW YORK"),
        ("BADEN-BADEN (dpa) - Es", "BADEN-BADEN (dpa) - ", "BADEN-BADEN"),
        ("HONG KONG/BEIJING (Reuters) - A", "HONG KONG/BEIJING (Reuters) - ", "HONG KONG/BEIJING"),
        ("LONDON: The", "LONDON: ", "LONDON"),
        ("الرياض (رويترز) - قال", "الرياض (رويترز) - ", "الرياض"),
    ],
)
def test_a_place_before_a_separator_is_a_dateline(text: str, raw: str, place: str) -> None:
    dateline = find_dateline(text)
    assert dateline is not None
    assert (dateline.raw, dateline.place) == (raw, place)


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: many roads", "BREAKING — x", "BREAKING NEWS — a", "NASA — The", "GPS: N24", "Q: what", "UN — The",
        "Paris – Le", "X-RAY machines", "“WE WON” — he", "A — b", "SEOUL -", "plain text", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_dateline_stays_text(text: str) -> None:
    assert find_dateline(text) is None


def test_region_date_and_agency_are_told_apart() -> None:
    dateline = find_dateline("RIO DE JANEIRO, Brazil, June 3, 2024 (AP) -- Some")
    assert dateline is not None
    assert (dateline.region, dateline.date, dateline.agency) == ("Brazil", "June 3, 2024", "AP")
    assert dateline.separator == "--"


def test_a_dateline_written_alone_is_taken_at_its_word() -> None:
    dateline = parse_dateline("UPDATE, 3 May (AP) —")
    assert (dateline.place, dateline.date, dateline.agency, dateline.separator) == ("UPDATE", "3 May", "AP", "—")
