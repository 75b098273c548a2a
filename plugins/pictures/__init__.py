"""pictures: photos in the sizes that phones and desktops want, with nothing private left in them.

Settings: none. A build that is asked to hurry (`BuildRequest.hurried`) leaves new pictures to the next.
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
