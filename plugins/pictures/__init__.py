"""pictures: photos in the sizes that phones and desktops want, with nothing private left in them.

Settings: HURRIED, as the press has it (new pictures are left to the next build).
Handlers: `photo_inspected` of the desk tells what is published of a picture, and what is wrong with it; `get_generators` gives
`PicturesGenerator`, which has the work done and submits the files.
"""


def generators(pelican: object) -> type:
    from plugins.pictures.generator import PicturesGenerator

    return PicturesGenerator


def register() -> None:
    from pelican import signals

    from linli.hooks import photo_inspected
    from plugins.pictures.inspect import look

    photo_inspected.connect(look)
    signals.get_generators.connect(generators)
