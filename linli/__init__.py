"""linli: the library. What a paper is, how its files are read, kept and printed. It knows neither click nor Pelican."""
