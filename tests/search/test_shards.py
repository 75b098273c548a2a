"""The rule for shards."""

from linli.store.records import Shelf
from plugins.search.shards import TOGETHER, shards_of


def shelf(month: str, count: int) -> Shelf:
    return Shelf("paper", "", month, count, month.encode())


def names(*months: tuple[str, int]) -> dict[str, int]:
    return {shard.name: shard.count for shard in shards_of(shelf(*month) for month in months)}


def test_the_newest_month_is_a_shard_of_its_own_and_the_rest_of_its_year_another():
    assert names(("2024/03", 9), ("2024/02", 8), ("2024/01", 7)) == {"2024-03": 9, "2024": 15}
    assert names(("2024/03", 9)) == {"2024-03": 9}
    assert names() == {}


def test_a_year_is_a_shard_however_large():
    months = [("2025/01", 1), *((f"2024/{month:02}", 900) for month in range(12, 0, -1)), ("2023/05", 3000)]
    assert names(*months) == {"2025-01": 1, "2024": 10_800, "2023": 3000}


def test_small_years_are_together():
    months = [("2024/03", 9), ("2024/02", 8), ("2023/12", 6), ("2023/01", 5), ("2021/06", 4)]
    assert names(*months) == {"2024-03": 9, "2024": 8, "2021-2023": 15}


def test_thirty_years_of_a_weekly_are_few_shards_and_a_year_that_ends_moves_no_other():
    years = [(f"{year}/06", 330) for year in range(2024, 1994, -1)]
    found = names(*years)
    assert list(found) == ["2024-06", "2019-2023", "2007-2018", "1995-2006"]
    assert max(found.values()) <= TOGETHER
    later = names(("2025/01", 20), *years)
    assert list(later) == ["2025-01", "2019-2024", "2007-2018", "1995-2006"]
    assert {name: later[name] for name in found if name in later} == {
        name: found[name] for name in ("2007-2018", "1995-2006")
    }
