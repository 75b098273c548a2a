"""Radicals in place of characters."""

from linli.text.radicals import radicals_in, without_radicals


def test_each_is_the_character_of_its_shape():
    assert without_radicals("村⻓⻢⽂、⼈⺠、⻅到⾼⼭，老⻨") == "村长马文、人民、见到高山，老麦"
    assert without_radicals("\uf92c、\ufa0e、亻、⺡") == "郎、\ufa0e、亻、⺡"
    assert radicals_in("⻓⻓、⻢、⺡、长") == ["⻓", "⻢"]
