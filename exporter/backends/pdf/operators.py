"""Numbers as content operators spell them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def integer(value: int) -> bytes:
    """Return the whole number; kept, because making it takes a third of the time of setting a word."""
    return b"%d" % value


@lru_cache(maxsize=4096)
def decimal(value: float, places: int = 2) -> bytes:
    """Return the number without needless digits; two places of a point are 0.0035 mm."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


@lru_cache(maxsize=4096)
def hundredths(value: int) -> bytes:
    """Return the whole number of 1/100 as a decimal number."""
    if value % 100 == 0:
        return b"%d" % (value // 100)
    sign, (whole, rest) = b"-" if value < 0 else b"", divmod(abs(value), 100)
    tail = b".%02d" % rest if rest % 10 else b".%d" % (rest // 10)
    return sign + (b"%d" % whole if whole else b"") + tail
