"""The nouns of a paper, without input and output: articles, people, pictures, places, days, addresses."""
