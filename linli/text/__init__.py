"""Chinese text: pinyin, words, classes of characters."""
