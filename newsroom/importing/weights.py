"""What each feature of a block speaks for, and which role follows which.

The reading of a page is the one whose weights add up to most (`reading.py`). A weight is about the logarithm of how much
likelier a role becomes; what is not named says nothing. `NEVER` rules a role out. The weights are set by hand: against
pages of papers, each change held against all of them (`tests/importing/pages`).
"""

from __future__ import annotations

from newsroom.importing.roles import Role as R

NEVER = -60.0

# For a role: how likely it is by itself (""), and what each feature adds.
FEATURES: dict[R, dict[str, float]] = {
    R.COLUMN: {
        "": -3, "column": 2, "briefs": 1, "over briefs": 5, "heading": 0.5, "no title": NEVER, "dateline": NEVER,
        "signature": NEVER, "date": NEVER, "note": NEVER, "ends": -4, "aside": -4, "office": -2, "place": -2,
        "brief": -6, "set literal": NEVER, "picture": NEVER, "boxed": 2,
    },
    R.KICKER: {
        "": -2, "set kicker": 30, "set subtitle": NEVER, "set literal": NEVER, "place": 4.5, "column": 2.5,
        "heading": 2, "deeper heading": 3, "bold page": 0.5, "bold below headings": 1, "plain among headings": -2,
        "plain page": 0, "no title": NEVER, "ends": -6, "date": NEVER, "note": NEVER, "signature": NEVER,
        "dateline": NEVER, "office": -3, "numbered": -4, "bullet": -2, "aside": -4, "names": -3, "name": -2,
        "run": -1, "goes on": -6, "field": -6, "brief": -6, "dash": -4, "lines": -3, "notice": -2, "couplet": -1,
        "caption": -4, "picture": NEVER, "public": 4, "slight aside": 4, "boxed": 3, "after a jump": 3,
    },
    R.FORE: {"": NEVER, "aside": 1 - NEVER, "fore": 4, "slight aside": -5, "heading": -3, "set literal": -1},
    R.HEADLINE: {
        "": 0, "set kicker": NEVER, "set subtitle": NEVER, "set literal": -10, "heading": 6, "deeper heading": -1,
        "bold page": 2.5, "bold below headings": -3, "plain among headings": -2.5, "plain page": -0.5, "brief": 8,
        "title": 1, "no title": -4, "long": -6, "ends": -4, "clauses": -2, "dateline": NEVER, "signature": -8,
        "date": -10, "note": -10, "office": -1.5, "numbered": -3, "bullet": -1, "place": -3.5, "name": -1.5,
        "names": -2, "notice": 4, "aside": -6, "goes on": -6, "field": -5, "caption": -2, "public": -6, "run": -1.5,
        "after a cut": -3, "dash": -4, "lines": -1, "open": -4, "question": -1, "column": -0.5, "slogan": -1,
        "picture": NEVER, "dateline below": 2, "very short": -0.5, "slight aside": 2, "byline below": 3,
        "run begins": 2.5, "after a jump": 3,
    },
    R.MORE: {
        "": -2, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": 4, "deeper heading": -3,
        "bold page": 1.5, "bold below headings": -4, "plain among headings": -4, "plain page": -0.5, "title": 1,
        "no title": -6, "ends": -3, "long": -8, "name": -4, "dash": -8, "place": -3, "couplet": -1,
        "signature": NEVER, "dateline": NEVER, "date": NEVER, "note": NEVER, "as long as before": 1.5,
        "column": -1.5, "numbered": -4, "aside": -6, "run": -1.5, "lines": -4, "brief": -6, "field": -6,
        "office": -1, "bullet": -4, "notice": -2, "caption": -4, "picture": NEVER, "longer than before": -3,
        "close": 4.5, "boxed": -6,
    },
    R.SUBTITLE: {
        "": -3, "set subtitle": 30, "set kicker": NEVER, "set literal": NEVER, "dash": 8, "heading": -1,
        "deeper heading": 1, "bold": 0.5, "no title": -2, "ends": -5, "long": -3, "signature": NEVER,
        "dateline": NEVER, "date": -6, "note": -6, "name": -3, "numbered": -4, "aside": -6, "run": -2, "lines": -3,
        "brief": -6, "place": -2, "field": -6, "plain among headings": 0.5, "bullet": -4, "caption": -4,
        "picture": NEVER, "close": 1.5,
    },
    R.BYLINE: {
        "": -3, "signature": 6, "byline mark": 2, "name": 4.5, "names": 1.5, "pen name": 1.5, "set literal": NEVER,
        "set kicker": NEVER, "set subtitle": -10, "heading": -3, "no title": -4, "ends": -6, "long": -6,
        "dateline": NEVER, "date": 5, "note": 1, "place": -3, "run": -1, "lines": -2, "column": -3, "office": -1,
        "notice": -4, "couplet": -3, "brief": NEVER, "caption": -4, "aside": -6, "picture": NEVER,
        "office and name": 5, "in brackets": 1,
    },
    R.LEAD: {"": NEVER, "aside": 1 - NEVER, "fore": 5, "slight aside": -2, "heading": -6, "set literal": -1},
    R.LEAD_MORE: {
        "": -3, "set text": 1, "ends": 1, "long": 0.5, "below an aside head": 5, "dateline": -8, "signature": -8,
        "credit": -4, "set kicker": NEVER, "set subtitle": NEVER, "heading": NEVER, "deeper heading": NEVER,
        "bold": -8, "name": -4, "title": -3, "note": -6, "picture": NEVER,
    },
    R.TEXT: {
        "": 0, "set text": 1, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": NEVER,
        "deeper heading": NEVER, "bold": -6, "ends": 1.5, "long": 1, "clauses": 1, "cut": 0.5, "open": 1.5,
        "title": -4, "dateline": 4, "signature": -6, "credit": NEVER, "date": -5, "note": -5, "aside": -4,
        "after a cut": -2, "goes on": -6, "run": -3, "field": 0, "dash": -2, "lines": -3, "office": -1, "name": -3,
        "question": 0.5, "bullets": 2, "numbers": 1, "couplet": -1, "public": -6, "place": -1.5, "picture": NEVER,
        "office and name": -2, "notice": -2, "caption": -2, "picture above": 2, "boxed": -4, "byline below": -1,
    },
    R.REST: {
        "": -2, "set text": 1, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": NEVER,
        "deeper heading": NEVER, "bold": NEVER, "after a cut": 5, "goes on": 6, "after no end": 2.5, "ends": 1,
        "clauses": 0.5, "indented": -12, "signature": -6, "dateline": NEVER, "date": -5, "note": -8, "aside": -8,
        "lines": -6, "field": -8, "name": -2, "bullet": -6, "numbered": -4, "credit": 0, "after an end": -6,
        "title": -2, "picture": NEVER, "subheads are marked": 1, "run": -6, "office": -3, "boxed": -8,
        "after a jump": -4,
    },
    R.SIGNED: {
        "": NEVER, "credit": 2 - NEVER, "set text": 1, "ends": 0.5, "long": 0.5, "dateline": 4, "signature": -6,
        "bold": -6, "aside": -4, "run": -2, "bullets": 3.5, "numbers": 2, "lines": 0, "goes on": -2,
        "heading": NEVER, "deeper heading": NEVER, "after a cut": -2, "caption": -1.5, "picture above": 2,
        "dated": -1,
    },
    R.SUBHEAD: {
        "": -1.5, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": -4,
        "deeper heading": 5, "bold page": 3, "bold below headings": 5, "plain among headings": -1.5,
        "plain page": -0.5, "subheads are marked": -3, "title": 1, "no title": -5, "ends": -4, "clauses": -2,
        "numbered": 2.5, "date": -8, "note": -8, "office": -4, "signature": NEVER, "dateline": NEVER, "name": -2,
        "names": -3, "pen name": -1, "goes on": -8, "after a cut": -5, "open": -5, "cut": -3, "aside": -5,
        "run": -1.5, "place": -1, "brief": -8, "field": -5, "caption": -3, "lines": -4, "notice": -0.5,
        "couplet": -0.5, "public": -6, "bullet": 0.5, "question": 0, "picture": NEVER, "dateline below": -6,
        "very short": 0.7, "byline below": -2,
    },
    R.LINE: {
        "": -2, "set text": 1, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": NEVER,
        "deeper heading": NEVER, "bold": -4, "lines": 6, "run": 4, "ends": -1, "clauses": -0.5, "long": -6,
        "signature": -5, "dateline": NEVER, "field": 1, "bullet": 0.5, "names": 2, "name": 0.5, "date": -2,
        "note": -4, "aside": -6, "goes on": -3, "after a cut": -2, "credit": -8, "office": -3, "place": -0.5,
        "open": -2, "picture": NEVER, "very short": 0.3, "boxed": -8,
    },
    R.LITERAL: {"": NEVER, "set literal": 3 - NEVER, "aside": -4},
    R.SIGN: {
        "": NEVER, "signature": 5, "name": 0.5, "heading": -1, "deeper heading": -1, "place": -3, "brief": -8,
        "run": -1, "lines": -1, "byline mark": -0.5, "set literal": NEVER, "signs": 0 - NEVER, "office and name": 1,
        "in brackets": 2,
    },
    R.TAIL: {
        "": -2.5, "set text": 1, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "heading": -10,
        "deeper heading": -6, "bold": -3, "office": 3.5, "date": 6, "note": 7, "pen name": 1.5, "names": 1,
        "name": 0, "field": 2, "ends": -2, "clauses": -2, "long": -4, "no title": -1, "after a cut": -3,
        "goes on": -5, "run": -0.5, "signature": -5, "dateline": NEVER, "credit": -6, "lines": -1, "aside": -5,
        "place": -4, "numbered": -3, "bullet": -2, "couplet": -2, "notice": -2, "caption": -1, "picture": NEVER,
        "public": -6, "office and name": 0, "boxed": -5,
    },
    R.ASIDE: {
        "": NEVER, "aside": 6 - NEVER, "slight aside": -2, "heading": -8, "deeper heading": -1, "fore": -1,
        "set literal": 1,
    },
    R.ASIDE_MORE: {
        "": 0, "set text": 1, "below an aside head": 3, "heading": NEVER, "deeper heading": -2, "bold": -1,
        "dateline": -8, "signature": -6, "credit": -4, "set kicker": NEVER, "set subtitle": NEVER, "set literal": 1,
        "ends": 1, "long": 0.5, "clauses": 0.5, "after a cut": 1, "note": -4, "date": -4, "title": -1, "place": -2,
        "caption": -2, "below an aside line": -3, "picture": NEVER,
    },
    R.PICTURE_ABOVE: {"": NEVER, "picture": 0 - NEVER},
    R.PICTURE_BELOW: {"": NEVER, "picture": 0 - NEVER},
    R.PICTURE_IN: {"": NEVER, "picture": 0 - NEVER},
    R.PICTURE_AFTER: {"": NEVER, "picture": 0 - NEVER},
    R.CAPTION: {
        "": -5, "set text": 1, "set kicker": NEVER, "set subtitle": NEVER, "set literal": -2, "heading": NEVER,
        "deeper heading": NEVER, "bold": -8, "photo credit": 5.5, "credit": 0, "caption": 4, "picture above": 3,
        "ends": 1, "clauses": 1, "title": -3, "dateline": -2, "signature": -8, "note": -8, "date": -8, "aside": -6,
        "goes on": -4, "after a cut": -4, "run": -4, "field": -5, "lines": -3, "bullet": -2, "numbered": -2,
        "picture": NEVER, "dated": 3.5, "photographers below": 3.5,
    },
    R.SLOGAN: {
        "": -3, "set kicker": NEVER, "set subtitle": NEVER, "set literal": NEVER, "couplet": 4, "slogan": 3,
        "below public": 4, "public": -2, "heading": 3.5, "place": -5, "notice": -6, "ends": -4, "long": -10,
        "dateline": NEVER, "signature": NEVER, "date": NEVER, "note": NEVER, "clauses": -1, "no title": -4,
        "name": -4, "names": -3, "aside": -6, "run": -2, "numbered": -4, "field": -6, "office": -5, "column": -2,
        "brief": -4, "deeper heading": 0, "after a cut": -4, "goes on": -6, "briefs": -3, "over briefs": -6,
        "dash": -4, "caption": -4, "pen name": -3, "picture": NEVER,
    },
    R.VALUES: {"": NEVER},
}  # fmt: skip

_BEGIN = {
    R.PICTURE_ABOVE: 0,
    R.KICKER: 0,
    R.COLUMN: 0,
    R.HEADLINE: 0,
    R.FORE: -1,
    R.CAPTION: 0,
    R.SLOGAN: 0,
    R.VALUES: 0,
    R.END: 0,
}


def _begins(weight: float, **others: float) -> dict[R, float]:
    """A new item, or the end of the page, with a weight; some of its first roles with another one."""
    return {role: weight + plus for role, plus in _BEGIN.items()} | {R[name]: value for name, value in others.items()}


_TEXT = {R.TEXT: 0.0, R.SIGNED: 0.0, R.LINE: -1.0, R.LITERAL: 0.0}
_HEAD = _TEXT | {
    R.PICTURE_BELOW: 0,
    R.SUBTITLE: 0,
    R.BYLINE: 0,
    R.LEAD: 0,
    R.SUBHEAD: -2,
    R.SIGN: -8,
    R.TAIL: -5,
    R.ASIDE: -4,
}
_AFTER_ASIDE = {R.PICTURE_IN: -1, R.ASIDE: 0, R.ASIDE_MORE: 0, R.SIGN: -0.5, R.TAIL: -1, R.LITERAL: 0, R.REST: 0}
_AFTER_TEXT = _TEXT | {R.PICTURE_IN: 0, R.REST: 0, R.SUBHEAD: 0, R.SIGN: 0, R.TAIL: 0, R.ASIDE: 0, R.LINE: -2}

# From a role to the next: how likely. What is not named cannot be.
FOLLOWS: dict[R, dict[R, float]] = {
    R.START: _begins(0, CAPTION=-1.5, SLOGAN=-1),
    R.COLUMN: {R.HEADLINE: 0, R.KICKER: -1, R.SLOGAN: 0},
    R.KICKER: {R.HEADLINE: 0, R.KICKER: -4, R.FORE: -1, R.SLOGAN: -1},
    R.FORE: {R.KICKER: 0, R.HEADLINE: 0, R.FORE: -1},
    R.HEADLINE: _begins(-7) | _HEAD | {R.MORE: 0},
    R.MORE: _begins(-9) | _HEAD | {R.MORE: -2},
    R.SUBTITLE: _begins(-9) | _HEAD | {R.SUBTITLE: -1.5},
    R.BYLINE: _begins(-9) | _TEXT | {R.BYLINE: -1, R.LEAD: 0, R.SUBHEAD: -1, R.SUBTITLE: -1.5, R.PICTURE_BELOW: 0},
    R.LEAD: _begins(-9) | _TEXT | {R.LEAD_MORE: 0, R.SUBTITLE: -0.5, R.BYLINE: -0.5, R.SUBHEAD: -1, R.REST: 0},
    R.LEAD_MORE: _begins(-9) | _TEXT | {R.LEAD_MORE: -1, R.BYLINE: -0.5, R.SUBHEAD: -1, R.REST: 0},
    R.TEXT: _begins(-2.5, CAPTION=-3, SLOGAN=-2, END=0) | _AFTER_TEXT,
    R.REST: _begins(-2.5, CAPTION=-3, SLOGAN=-2, END=0) | _AFTER_TEXT,
    R.SIGNED: _begins(1, CAPTION=0.5, SLOGAN=0.5)
    | {R.PICTURE_AFTER: 0, R.SIGN: -1, R.TAIL: -3.5, R.ASIDE: 0, R.TEXT: -4, R.SIGNED: -3, R.SUBHEAD: -4, R.LITERAL: -3},
    R.SUBHEAD: _begins(-8) | _TEXT | {R.SUBHEAD: -3, R.PICTURE_IN: 0, R.BYLINE: -2, R.LINE: 0, R.ASIDE: -4, R.SIGN: -6, R.TAIL: -6},
    R.LINE: _begins(-2, CAPTION=-3, END=0) | _AFTER_TEXT | {R.LINE: 1.5, R.TEXT: -1.5, R.SUBHEAD: -0.5, R.REST: -4},
    R.LITERAL: _begins(-1, CAPTION=-2, END=0) | _AFTER_TEXT | {R.LINE: -1},
    R.SIGN: _begins(1, CAPTION=0.5, SLOGAN=0.5)
    | {R.PICTURE_AFTER: 0, R.SIGN: -0.5, R.TAIL: -4, R.ASIDE: 0, R.TEXT: -5, R.SIGNED: -5, R.SUBHEAD: -5, R.LITERAL: -4, R.LINE: -5},
    R.TAIL: _begins(1, CAPTION=0.5, SLOGAN=0.5)
    | {R.PICTURE_AFTER: 0, R.TAIL: 0.5, R.SIGN: -0.5, R.ASIDE: 0, R.TEXT: -5, R.SUBHEAD: -6, R.LITERAL: -4, R.LINE: -5, R.SIGNED: -5},
    R.ASIDE: _begins(-2, CAPTION=-4, END=0) | _AFTER_ASIDE | {R.TEXT: -3, R.SUBHEAD: -4},
    R.ASIDE_MORE: _begins(-0.5, CAPTION=-2.5, END=0) | _AFTER_ASIDE | {R.TEXT: -4, R.SUBHEAD: -4},
    R.PICTURE_ABOVE: _begins(-0.5, CAPTION=1, PICTURE_ABOVE=0, SLOGAN=-8, VALUES=-8, END=-3),
    R.PICTURE_BELOW: _begins(-0.5, CAPTION=-6, PICTURE_ABOVE=-6) | _HEAD | {R.SIGN: 0},
    R.PICTURE_IN: _begins(-2, CAPTION=-2, SLOGAN=-2, END=0) | _AFTER_TEXT,
    R.PICTURE_AFTER: _begins(0, CAPTION=-1, END=0.5) | {R.PICTURE_AFTER: 0, R.SIGN: -0.5, R.TAIL: -0.5},
    R.CAPTION: _begins(0, CAPTION=0.5) | {R.SIGN: 1, R.TEXT: -2, R.PICTURE_IN: 0, R.REST: 0, R.TAIL: -1},
    R.SLOGAN: _begins(0, CAPTION=-1) | {R.SIGN: -6},
    R.VALUES: _begins(0, CAPTION=-1),
}  # fmt: skip
