"""What options of several commands mean: days and sections, as editors type them."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import click

from linli.messages import _, listed
from linli.model.paper import Paper
from linli.model.places import Section
from linli.text.dates import parse_date
from newsroom.terminal import complain


def parse_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """For click: a day in any of the forms that the field 日期 has."""
    if value is None:
        return None
    try:
        return parse_date(value)[0]
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from None


def section_named(paper: Paper, word: str) -> Section:
    """The section that an option names, by its name or id.

    Raises:
        click.UsageError: there is none; all that there are are listed.
    """
    section = paper.section(word.strip())
    if section is None:
        raise click.UsageError(_("没有“{word}”这个栏目。可用的有：{names}。", word=word, names=names_of(paper)))
    return section


def names_of(paper: Paper) -> str:
    """The names of all sections in one line."""
    return listed(section.name for section in paper.sections)


def ask_section(paper: Paper) -> Section:
    """Asks on the terminal which section; standard output stays clean for the result.

    Raises:
        click.UsageError: there is no terminal to ask on.
        click.Abort: the editor ended the input.
    """
    if len(paper.sections) == 1:
        return paper.sections[0]
    if not sys.stdin.isatty():
        raise click.UsageError(
            _(
                "要写明栏目，例如 --section {first}。可用的有：{names}。",
                first=paper.sections[0].name,
                names=names_of(paper),
            )
        )
    complain(_("放在哪个栏目？"))
    for number, section in enumerate(paper.sections, 1):
        complain(f"  {number}. {section.name}")
    while True:
        click.echo(_("请输入编号或名称："), nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        word = unicodedata.normalize("NFKC", line).strip().rstrip(".")
        if word.isdigit() and 1 <= int(word) <= len(paper.sections):
            return paper.sections[int(word) - 1]
        named = paper.section(line.strip())
        if named is not None:
            return named
        if word:
            complain(_("没有“{word}”。", word=word))
