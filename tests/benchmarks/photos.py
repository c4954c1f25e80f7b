"""What photos cost: python tests/benchmarks/photos.py [PIXELS]

Prints how many times the decoding of a photo (by Pillow, to RGB) each way into a file takes, CPU against CPU in one run,
for a photo of so many pixels across as a camera, a web desk or a press may hand it in. The reading of the file counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from warm import SAMPLES

import exporter
from exporter.backends.epub import cover, devices
from exporter.backends.pdf.canvas import PdfCanvas
from exporter.backends.pdf.images import PictureStore, Printing
from exporter.backends.pdf.rework import rework
from exporter.page import Image as Placed
from exporter.page import Page
from exporter.pictures import Picture
from exporter.pictures.encode import turn_upright

ROUNDS = 5


def photos(across: int) -> dict[str, bytes]:
    """Return the photo as several programs save it."""
    picture = Image.open(SAMPLES / "pictures" / "harbour.jpg").convert("RGB")
    if across != picture.width:
        picture = picture.resize((across, round(across * picture.height / picture.width)))
    sideways = Image.Exif()
    sideways[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    def saved(kind: str, mode: str = "RGB", **options: Any) -> bytes:
        file = BytesIO()
        picture.convert(mode).save(file, kind, **options)
        return file.getvalue()

    return {
        "progressive": saved("JPEG", quality=90, progressive=True),
        "baseline": saved("JPEG", quality=90),
        "baseline 4:4:4": saved("JPEG", quality=92, subsampling=0),
        "turned": saved("JPEG", quality=90, exif=sideways),
        "with profile": saved("JPEG", quality=90, icc_profile=profile),
        "grey": saved("JPEG", "L", quality=90),
        "cmyk": saved("JPEG", "CMYK", quality=90),
        "png": saved("PNG"),
        "tiff": saved("TIFF", compression="tiff_lzw"),
        "webp": saved("WEBP"),
    }


def decode(data: bytes) -> None:
    """Decode the photo, as any program must that changes a pixel of it."""
    opened = Image.open(BytesIO(data))
    opened.load()


def embed(data: bytes, across: float, grey: bool) -> None:
    """Bring the photo into a PDF, so many pixels wide at least (0 = all)."""
    rework.cache_clear()
    pages = (Page(1, "1", 595, 842, (Placed(0, 0, across or 1, 72, "photo"),)),)
    env = exporter.fixed_env({"photo": data})
    store = PictureStore(env, PdfCanvas("en"), pages, exporter.Report(), Printing(72.0 if across else 0.0))
    store.embed("photo", grey)


def pack(data: bytes, device: Any, covered: bool = False) -> None:
    """Bring the photo into an EPUB for the device, onto its cover too."""
    turn_upright.cache_clear()
    packed = devices.fit_picture(exporter.fixed_env({"photo": data}).picture("photo"), devices.fit_of(device))
    if covered:
        show(packed)
    _ = packed.data


def show(packed: Picture) -> None:
    """Draw the photo for the cover."""
    cover.decode_photo.cache_clear()
    cover.decode_photo(packed, 584, (0.5, 0.4))


def least(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the fastest of several runs."""
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def main(across: int) -> None:
    """Print the table."""
    ways: dict[str, Callable[[bytes], None]] = {
        "PDF": lambda data: embed(data, 0, False),
        "PDF grey": lambda data: embed(data, 0, True),
        "PDF half": lambda data: embed(data, across / 2, False),
        "PDF half grey": lambda data: embed(data, across / 2, True),
        "PDF eighth": lambda data: embed(data, across / 8, False),
        "EPUB": lambda data: pack(data, ""),
        "EPUB kindle": lambda data: pack(data, "kindle"),
        "EPUB phone": lambda data: pack(data, "phone"),
        "EPUB, cover": lambda data: pack(data, "", covered=True),
    }
    print(f"| {across:,} px | decode, ms | {' | '.join(ways)} |\n|{'---|' * (len(ways) + 2)}")
    for name, data in photos(across).items():
        unit = least(lambda data=data: decode(data))  # type: ignore[misc]
        costs = (least(lambda data=data, way=way: way(data)) / unit for way in ways.values())  # type: ignore[misc]
        print(f"| {name} | {unit * 1000:.1f} | {' | '.join(f'{cost:.2f}' for cost in costs)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1600)
