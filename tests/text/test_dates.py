"""Dates and hours as they are written, brought to the paper's zone."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from linli.text.dates import NoSuchDay, day_written, is_date, parse_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINTH, TENTH = date(2024, 5, 9), date(2024, 5, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-09", (NINTH, "")),
        ("2024年5月9日", (NINTH, "")),
        ("2024 年 5 月 9 日", (NINTH, "")),
        ("2024年5月9号", (NINTH, "")),
        ("２０２４－０５－０９", (NINTH, "")),
        ("二〇二四年五月九日", (NINTH, "")),
        ("2024/5/9", (NINTH, "")),
        ("2024.5.9 8:05", (NINTH, "08:05")),
        ("2024-05-09 08:05:59.999", (NINTH, "08:05")),
        ("2024-05-09T08:05", (NINTH, "08:05")),
        ("２０２４-０５-０９　２０：３０", (NINTH, "20:30")),
        ("2024年5月9日20:30", (NINTH, "20:30")),
        ("2024年5月9日20时30分", (NINTH, "20:30")),
        ("2024年5月9日20時30分15秒", (NINTH, "20:30")),
        ("2024年5月9日下午3点", (NINTH, "15:00")),
        ("2024年5月9日 下午3:05", (NINTH, "15:05")),
        ("2024年5月9日上午9点半", (NINTH, "09:30")),
        ("2024年5月9日晚8点", (NINTH, "20:00")),
        ("2024年5月9日晚上20点整", (NINTH, "20:00")),
        ("2024年5月9日傍晚六点一刻", (NINTH, "18:15")),
        ("2024年5月9日中午十二点", (NINTH, "12:00")),
        ("2024年5月9日中午1点", (NINTH, "13:00")),
        ("2024年5月9日凌晨零点三刻", (NINTH, "00:45")),
        ("2024-05-09 3:30 PM", (NINTH, "15:30")),
        ("2024-05-09 12:30am", (NINTH, "00:30")),
        ("2024-05-09 12:30pm", (NINTH, "12:30")),
        ("2024年5月10日零时", (TENTH, "00:00")),
        ("2024-05-09 24:00", (TENTH, "00:00")),
        ("2024-12-31 24:00", (date(2025, 1, 1), "00:00")),
        ("2024-02-29", (date(2024, 2, 29), "")),
    ],
)
def test_a_date(text, expected):
    assert parse_date(text) == parse_date(text, SHANGHAI) == parse_date(f" {text}\u3000") == expected
    assert is_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-09T20:30:00Z", (TENTH, "04:30")),
        ("2024-05-09t20:30:00z", (TENTH, "04:30")),
        ("2024-05-09T20:30:00.123456Z", (TENTH, "04:30")),
        ("2024-05-09 20:30:00 +0000", (TENTH, "04:30")),
        ("2024-05-09 20:30 UTC", (TENTH, "04:30")),
        ("2024-05-09 20:30 gmt", (TENTH, "04:30")),
        ("2024-05-09T20:30:00+09:00", (NINTH, "19:30")),
        ("2024-05-09T20:30:00+0900", (NINTH, "19:30")),
        ("2024-05-09T20:30+09", (NINTH, "19:30")),
        ("2024-05-09 20:30 UTC+9", (NINTH, "19:30")),
        ("2024-05-09T00:30:00+09:00", (date(2024, 5, 8), "23:30")),
        ("2024-05-09 20:30 -05:00", (TENTH, "09:30")),
        ("2024-05-09 20:30 \u221205:00", (TENTH, "09:30")),
        ("2024-05-09T20:30+08:00", (NINTH, "20:30")),
        ("2024-05-09 20:30（北京时间）", (NINTH, "20:30")),
        ("2024-05-09 24:00 UTC", (TENTH, "08:00")),
        ("2024-05-09T20:15+05:45", (NINTH, "22:30")),
    ],
)
def test_a_time_of_another_zone_is_that_of_the_paper(text, expected):
    assert parse_date(text, SHANGHAI) == expected
    with pytest.raises(NoSuchDay):
        parse_date(text)  # there is no zone to bring it to


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-30", "没有“2024-02-30”这一天。请查对日期。"),
        ("2024-13-01", "没有“2024-13-01”这一天。请查对日期。"),
        ("昨天", "“昨天”不是日期。请写成 2023-07-12 或 2023年7月12日。"),
        ("24-05-09", "“24-05-09”不是日期。请写成 2023-07-12 或 2023年7月12日。"),
        ("2024-05-091", "“2024-05-091”不是日期。请写成 2023-07-12 或 2023年7月12日。"),
        *(
            (f"2024-05-09 {clock}", f"“2024-05-09 {clock}”里的时间不对。时间从 00:00 到 23:59。")
            for clock in (
                "25:00", "24:01", "20:60", "20:30:60", "上午12点", "晚上12点", "下午9点", "凌晨8点", "13:00 AM", "上午8:00 PM",
                "20:30 +15:00", "20:30 +08:60", "20:30 Z+8", "20:30 北京时间+1",
            )
        ),
        *(
            (f"2024-05-09{rest}", f"“2024-05-09{rest}”里的时间读不懂。请写成 2023-07-12 20:30 或 2023年7月12日20时30分。")
            for rest in (" 夜里1点", " 午夜", "Z", " +08:00", " 20:30 CST", " 20:30 Asia/Tokyo", " 8:5", "T20", " 20:30+", " 星期四")
        ),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told(text, message):
    with pytest.raises(NoSuchDay) as caught:
        parse_date(text, SHANGHAI)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["9999-12-31 24:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0000-01-01"])
def test_days_that_no_calendar_has_are_told(text):
    with pytest.raises(NoSuchDay):
        parse_date(text, SHANGHAI)


def test_the_day_as_it_is_written():
    assert day_written("2024-05-09T20:30:00Z") == day_written("二〇二四年五月九日 24:00") == NINTH
    assert day_written("2024-02-30") is day_written("昨天") is None


DAYS = some.dates(date(2, 1, 1), date(9998, 12, 31))
ZONES = some.sampled_from(["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"]).map(ZoneInfo)


@given(DAYS, some.times(), some.integers(-14 * 60, 14 * 60), ZONES)
def test_an_instant_is_the_same_whatever_zone_it_is_written_in(day, clock, minutes, zone):
    moment = datetime.combine(day, clock, timezone(timedelta(minutes=minutes))).replace(microsecond=0)
    here = moment.astimezone(zone)
    greenwich = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    for written in (
        moment.isoformat(),
        f"{moment.replace(tzinfo=None)} {moment:%z}",
        f"{greenwich}Z",
        f"{greenwich} utc",
    ):
        assert parse_date(written, zone) == (here.date(), f"{here:%H:%M}")


@given(DAYS, some.times())
def test_hours_in_words_are_those_in_figures(day, clock):
    of_day = f"{day.year:04}年{day.month}月{day.day}日"
    figures = parse_date(f"{day.isoformat()} {clock:%H:%M}")
    assert parse_date(f"{of_day}{clock.hour}时{clock.minute}分") == figures
    part = "上午" if clock.hour < 12 else "下午"
    if clock.hour < 20 and clock.hour != 12:
        assert parse_date(f"{of_day}{part}{clock.hour % 12}点{clock.minute}分") == figures
    wide = "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in f"{day.isoformat()} {clock:%H:%M}")
    assert parse_date(wide) == figures


@given(some.text(max_size=200) | some.text("0123456789年月日时点分上下午晚ZTUC +-:/.十二〇零", max_size=40))
def test_whatever_is_written_is_a_date_or_told(text):
    try:
        day, clock = parse_date(text, SHANGHAI)
    except NoSuchDay as fault:
        assert str(fault)
    else:
        assert isinstance(day, date)
        assert clock == "" or datetime.strptime(clock, "%H:%M")
