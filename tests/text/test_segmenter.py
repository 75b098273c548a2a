"""Words of running text."""

import random
from itertools import accumulate

import pytest

from linli.text.segmenter import Segmenter

TEXTS = [
    "推进基层治理现代化",
    "一口老井一村人心",
    "他说：“水来了”，大家都笑。",
    "柳溪镇2024年新修水渠",
    "a",
    "",
    "🙂井𠮷野家",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_best_path_over_the_whole_text(text):
    segmenter = Segmenter(["柳溪镇"])
    whole = f"{text}。。。。。。。。。"  # so that no word is as long as it
    words = segmenter.words(whole)
    assert "".join(words) == whole
    assert [0, *accumulate(map(len, words))] == segmenter.within(whole)


def test_words_of_random_texts_are_those_of_the_best_path():
    chance, segmenter = random.Random(7), Segmenter()
    characters = "人民群众生活水平提高中国发展的一是在不了有大会议室内外地区长江南北京城市场"
    for _number in range(300):
        text = "".join(chance.choices(characters, k=chance.randint(10, 40)))
        assert [0, *accumulate(map(len, segmenter.words(text)))] == segmenter.within(text)
