from datetime import date

import pytest

from linli.model.calendar import Month


@pytest.mark.parametrize(
    ("month", "path", "iso", "text", "short", "first", "last"),
    [
        (Month(2023, 7), "2023/07", "2023-07", "2023年7月", "7月", date(2023, 7, 1), date(2023, 7, 31)),
        (Month(2024, 2), "2024/02", "2024-02", "2024年2月", "2月", date(2024, 2, 1), date(2024, 2, 29)),
        (Month(2024, 12), "2024/12", "2024-12", "2024年12月", "12月", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_in_all_its_forms(month, path, iso, text, short, first, last):
    assert (month.path, month.iso, month.text, month.short) == (path, iso, text, short)
    assert (month.first, month.last, month.url) == (first, last, f"archive/{path}/")
    assert Month.parse(path) == Month.of(first) == Month.of(last) == month


def test_months_are_ordered_by_time():
    months = [Month.parse(path) for path in ("2023/10", "2024/01", "2023/09")]
    assert [month.path for month in sorted(months)] == ["2023/09", "2023/10", "2024/01"]
