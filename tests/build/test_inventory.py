"""An inventory that is renewed is the one that would be made of the files as they are."""

import random

import pytest

from linli.build.inventory import Inventory

NAMES = [f"{letter}/{number}.html" for letter in "abc" for number in range(4)]


@pytest.mark.parametrize("seed", range(40))
def test_it_has_every_file_in_order(tmp_path, seed):
    chance = random.Random(seed)
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
    before = sorted(chance.sample(NAMES, chance.randint(0, 8)))
    for name in before:
        (tmp_path / name).write_text(name)
    inventory = Inventory.of(tmp_path, before, 1)
    gone = chance.sample(NAMES, chance.randint(0, 3))
    changed = [name for name in chance.sample(NAMES, chance.randint(0, 5)) if name not in gone]
    for name in changed:
        (tmp_path / name).write_text(name * 2)
    for name in gone:
        (tmp_path / name).unlink(missing_ok=True)
    after = sorted({*before, *changed} - {*gone})
    assert inventory.renewed(tmp_path, 2, changed, gone) == Inventory.of(tmp_path, after, 2)
    assert Inventory.of(tmp_path, after, 2).paths == after
