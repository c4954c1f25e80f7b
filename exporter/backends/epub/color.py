"""Colours that can be read on a light and on a dark page, whatever the style asks for."""

from __future__ import annotations

from exporter.style.model import Color

Rgb = tuple[float, float, float]

CONTRAST = 4.5  # WCAG 2.1, success criterion 1.4.3
LIGHT_PAGE: Rgb = (1.0, 1.0, 1.0)
# The lightest dark page in wide use is #2b2b2b; what reads there reads on black too.
DARK_PAGE: Rgb = (0.17, 0.17, 0.17)
_BLACK: Rgb = (0.0, 0.0, 0.0)
_STEPS = 20
_CHROMA = 0.08  # below this difference of the channels a colour passes for grey
_FAINTEST = 0.7  # opacity of grey text: black then gives #4d4d4d on white, 8.5 : 1


def is_grey(color: Color) -> bool:
    """Return True when the colour has no hue to speak of, black included."""
    return max(color.rgb) - min(color.rgb) < _CHROMA


def grey_opacity(color: Color) -> float:
    """Return the opacity that makes the reader's own text colour as faint as the grey is on white."""
    return max(_FAINTEST, 1 - max(color.rgb))


def on_light(color: Color) -> str:
    """Return the colour as ``#rrggbb``, darkened as far as a white page needs."""
    return _towards(color.rgb, _BLACK, LIGHT_PAGE)


def on_dark(color: Color) -> str:
    """Return the colour as ``#rrggbb``, lightened as far as a dark page needs."""
    return _towards(color.rgb, LIGHT_PAGE, DARK_PAGE)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _towards(color: Rgb, target: Rgb, page: Rgb) -> str:
    """Return the first mix of colour and target, a twentieth more target each time, that has the contrast."""
    for step in range(_STEPS + 1):
        share = step / _STEPS
        red, green, blue = (own * (1 - share) + other * share for own, other in zip(color, target, strict=True))
        code = "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))
        if contrast((red, green, blue), page) >= CONTRAST:
            return code
    return code


def _luminance(color: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
