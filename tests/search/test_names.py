"""Names of contributors in files: many names in few, and each where a browser looks for it."""

import pytest

from plugins.search.names import TOGETHER, files_of, parted


@pytest.mark.parametrize(("count", "files"), [(0, 1), (1, 1), (199, 1), (200, 2), (399, 2), (400, 4), (5000, 32)])
def test_files_of(count, files):
    assert files_of(count) == files


def test_a_new_name_moves_no_other_and_changes_one_file():
    known = [(f"{chr(0x4E00 + number * 7)}{chr(0x5E00 + number)}", f"id-{number}") for number in range(900)]
    before, after = parted(known, 8), parted([*known, ("张婷", "zhang-ting-1f3a")], 8)
    assert sorted(one for part in before for one in part) == sorted(known)
    assert max(map(len, before)) < 2 * TOGETHER
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_names_of_one_character_and_of_many_have_a_place():
    known = [("乙", "yi"), ("阿卜杜·热合曼", "a"), ("Li Wei", "li-wei")]
    assert sorted(parted(known, 1)[0]) == sorted(known)
