"""QR codes, drawn as pictures."""

from __future__ import annotations

from io import BytesIO

SCALE, MARGIN = 4, 4  # pixels and modules; the margin is the standard's (ISO/IEC 18004)


def qr_code(address: str) -> bytes:
    """The QR code of an address, a PNG: phones find one in a picture that is pressed long, not in a drawing.

    The mask is given, for trying all eight takes four times as long, and readers manage with any.
    """
    import segno

    symbol = segno.make(address, error="m", boost_error=False, mode="byte", mask=0, micro=False)
    made = BytesIO()
    symbol.save(made, kind="png", scale=SCALE, border=MARGIN)
    return made.getvalue()
