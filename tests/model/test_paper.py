from linli.model.places import Region
from tests.paper import facts


def test_longest_known_prefix_gives_the_region():
    paper = facts(regions=(Region("a", "柳溪镇"), Region("b", "柳溪镇东街")))
    assert [paper.region(place) and paper.region(place).id for place in ("柳溪镇西街", "柳溪镇东街三组", "石桥镇")] == [
        "a",
        "b",
        None,
    ]
