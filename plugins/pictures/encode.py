"""From the bytes of a picture to those of all files that are published of it. Only pixels go in: nothing else can come out."""

from __future__ import annotations

import posixpath
from io import BytesIO

from PIL import Image, ImageCms

from linli.images.containers import cleaned
from linli.images.opening import TURNED, form_of, has_alpha, is_kept, opened, turn_of, upright
from linli.model.photo import Photo
from plugins.pictures import drawing
from plugins.pictures.plan import JPEG, NATIVE, WEBP, WHOLE

FEW = 256  # colours of a chart or a screen, which WebP may keep one by one
LANCZOS = Image.Resampling.LANCZOS


def encode(data: bytes, photo: Photo) -> dict[str, bytes]:
    """The files of a picture: that for every browser as `WHOLE`, renditions by their width.

    Raises:
        Damaged: its pixels cannot be read.
    """
    if photo.path.lower().endswith(".svg"):
        return {WHOLE: drawing.cleaned(data).data}
    with opened(data) as image:
        if is_kept(image):
            return {WHOLE: cleaned(data, form_of(image))}
        if image.format == "TIFF":
            image.load()  # which turns it, too
        few = image.format == "PNG" and image.mode in ("1", "P", "RGB", "RGBA") and image.getcolors(FEW) is not None
        form = NATIVE[posixpath.splitext(photo.path)[1].lower()]
        master = _master(image, photo, form)
        files = {WHOLE: _whole(master, form)}
        for rendition in photo.renditions:
            pixels = _seen(master).resize((rendition.width, rendition.height), LANCZOS, reducing_gap=3.0)
            files[str(rendition.width)] = _webp(pixels, few)
        return files


def _master(image: Image.Image, photo: Photo, form: str) -> Image.Image:
    """The pixels at the size that is published, upright, in sRGB, with nothing else."""
    turn = turn_of(image)
    size = (photo.height, photo.width) if turn in TURNED else (photo.width, photo.height)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, size)  # the decoder leaves out what will not be seen
    profile, transparency = image.info.get("icc_profile"), image.info.get("transparency")
    if image.mode.startswith("I"):
        image = _eight_bits(image)
    same = image.size == size and profile is None
    if not (same and form == "PNG"):  # else colours of a palette stay what they are
        image = _seen(image)
    if image.size != size:
        image = image.resize(size, LANCZOS, reducing_gap=3.0)
    image = _in_srgb(image, profile)
    if form == "JPEG":
        image = _on_white(image)
    image = upright(image, turn)
    image.info = {"transparency": transparency} if transparency is not None and image.mode in ("P", "L", "RGB") else {}
    return image


def _seen(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized and turned into any format."""
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    if has_alpha(image):
        return image.convert("RGBA")
    return image.convert("L" if image.mode == "1" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as screens take them that are told nothing. A profile that cannot be used is none."""
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        colours = image.convert("RGB") if alpha else image
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                srgb = ImageCms.createProfile("sRGB")
                colours = ImageCms.profileToProfile(colours, own, srgb, outputMode="RGB") or colours
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
        if alpha:
            colours.putalpha(alpha)
        image = colours
    return image.convert("RGB") if image.mode == "CMYK" else image


def _on_white(image: Image.Image) -> Image.Image:
    """What shows through is white, as paper is."""
    if not has_alpha(image):
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image.convert("RGBA"), mask=image.convert("RGBA").getchannel("A"))
    return paper


def _whole(image: Image.Image, form: str) -> bytes:
    buffer = BytesIO()
    options = {"JPEG": JPEG, "WEBP": WEBP, "PNG": {}}[form]
    (image if form == "PNG" else _seen(image)).save(buffer, form, **options)
    return buffer.getvalue()


def _webp(image: Image.Image, few: bool) -> bytes:
    """WebP; where there are few colours, what is smaller of that and of every pixel as it is."""
    image = image if image.mode in ("RGB", "RGBA") else image.convert("RGB")
    made = []
    for options in [WEBP, {"lossless": True, "method": WEBP["method"]}][: 1 + few]:
        buffer = BytesIO()
        image.save(buffer, "WEBP", **options)
        made.append(buffer.getvalue())
    return min(made, key=len)
