"""Photos → inks of a press, through the printer's profile, with the ink that they take measured."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from exporter.backends.pdf.color.icc import PrintProfile
from exporter.report import InputError, Place

if TYPE_CHECKING:
    from PIL import Image, ImageCms

DARKEST = 0.001  # of the pixels may be above what is measured: single pixels carry no ink, areas do
STEPS = 255 / 4  # of the measure in one ink


def try_profile(profile: PrintProfile) -> None:
    """Raise InputError unless photos come into the inks and out of them: a story without photos would not notice."""
    from PIL import Image, ImageCms

    Separator(profile).separate(Image.new("RGB", (1, 1)), b"")
    press, screen = ImageCms.ImageCmsProfile(BytesIO(profile.data)), ImageCms.createProfile("sRGB")
    try:
        ImageCms.buildTransform(press, screen, "CMYK", "RGB")
    except ImageCms.PyCMSError as error:
        hint = "ask the printer for the profile again: a screen can show nothing by this one"
        raise InputError(f"no colours come out of this profile: {error}", Place(profile.name), hint) from error


class Separator:
    """Turns photos into CMYK by one profile; transforms are kept, because making one takes longer than using it."""

    def __init__(self, profile: PrintProfile) -> None:
        self._profile = profile
        self._transforms: dict[bytes, ImageCms.ImageCmsTransform] = {}

    def separate(self, picture: Image.Image, icc: bytes) -> Image.Image:
        """Return the RGB picture, whose own profile is `icc` (no bytes = sRGB), in mode CMYK.

        Perceptual intent with the black point adapted: what newsprint cannot show is pressed together, not cut off.
        Raises InputError for a profile that cannot be used for that.
        """
        from PIL import ImageCms

        if icc not in self._transforms:
            try:
                self._transforms[icc] = ImageCms.buildTransform(
                    ImageCms.ImageCmsProfile(BytesIO(icc)) if icc else ImageCms.createProfile("sRGB"),
                    ImageCms.ImageCmsProfile(BytesIO(self._profile.data)),
                    "RGB",
                    "CMYK",
                    ImageCms.Intent.PERCEPTUAL,
                    ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
            except (ImageCms.PyCMSError, OSError) as error:
                hint = "ask the printer for the profile again: this one may be only for proofs"
                raise InputError(
                    f"no inks come out of this profile: {error}", Place(self._profile.name), hint
                ) from error
        made = ImageCms.applyTransform(picture, self._transforms[icc])
        assert made is not None  # only a transform in place gives none
        return made


def measure_coverage(inks: Image.Image) -> float:
    """Return the ink of the darkest parts of a CMYK picture in per cent, 400 at most, exact to 2."""
    from PIL import ImageChops

    cyan, magenta, yellow, black = inks.split()
    total = ImageChops.add(ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2), 2)
    left = DARKEST * inks.width * inks.height
    histogram = total.histogram()
    for level in range(255, 0, -1):
        left -= histogram[level]
        if left < 0:
            return round(level / STEPS * 100)
    return 0.0
