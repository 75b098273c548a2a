"""pictures: photos in the sizes that phones and desktops want, with nothing private left in them.

Settings: HURRIED, as the press has it (new pictures are left to the next build).
Handlers: `photo_seen` of the desk tells what is published of a picture, and what is wrong with it; `get_generators` gives
`PicturesGenerator`, which has the work done and submits the files.
"""


def generators(pelican):
    from plugins.pictures.generator import PicturesGenerator

    return PicturesGenerator


def register():
    from pelican import signals

    from plugins.desk.hooks import photo_seen
    from plugins.pictures.sight import look

    photo_seen.connect(look)
    signals.get_generators.connect(generators)
