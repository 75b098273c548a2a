"""`python scripts/script-table.py`: linli/text/simplified.txt as the browser has it, theme/static/js/script-table.js."""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from linli.text.simplified import script_table  # noqa: E402
from plugins.search.inverting import written  # noqa: E402

HEAD = """// From characters to the Simplified ones that they are searched as: linli/text/simplified.txt, by scripts/script-table.py.
"""


def module() -> str:
    """The characters as steps from one code point to the next, and what each is searched as."""
    codes = [ord(character) for character in script_table()]
    steps, _lengths = written(np.diff(codes, prepend=0))
    return f'{HEAD}export const STEPS =\n  "{steps}";\nexport const VALUES =\n  "{"".join(script_table().values())}";\n'


if __name__ == "__main__":
    (ROOT / "theme/static/js/script-table.js").write_text(module(), encoding="utf-8")
