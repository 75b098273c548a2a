"""How commands are used, in the editor's language: what click says in help, and of what was typed wrongly.

Why not by a catalogue for click's own sentences: docs/decisions/0011-our-own-words-for-click.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import Any

import click

from linli.messages import _, listed


class Formatter(click.HelpFormatter):
    """Sets help in two columns, where a Chinese character is as wide as two letters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=_("用法：") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 34, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max(_width(term) for term, _text in rows), col_max) + col_spacing
        for term, text in rows:
            gap = column - _width(term)
            self.write(f"{'':>{self.current_indent}}{term}")
            self.write(" " * gap if gap >= col_spacing else f"\n{'':>{self.current_indent + column}}")
            self.write(f"{text}\n")


class Context(click.Context):
    formatter_class = Formatter


class Option(click.Option):
    """An option whose remarks and kinds of value are in the editor's language."""

    def make_metavar(self, ctx: click.Context) -> str:
        if self.metavar is None and isinstance(self.type, click.Path):
            return _("路径")
        if self.metavar is None and isinstance(self.type, click.types.IntParamType):
            return _("数字")
        return super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        extra = self.get_help_extra(ctx)
        remarks = [_("默认：{value}", value=extra["default"])] if "default" in extra else []
        remarks += [_("必须写")] if "required" in extra else []
        return self.get_help_spec(ctx), (self.help or "") + "".join(_("（{remark}）", remark=r) for r in remarks)


class _Speaking(click.Command):
    """What commands and their group have in common."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("看这份说明")
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(_("选项：")):
            formatter.write_dl([record for record in records if record])


class Command(_Speaking):
    """A command of `linli`."""

    allow_extra_args = True  # they are refused below, in the editor's language

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": _("[选项]"), **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # its parser does not say whose option it is
            raise
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(
                _("“{words}”是多出来的。请看 {command} --help。", words=" ".join(rest), command=ctx.command_path)
            )
        return rest


class Group(_Speaking, click.Group):
    """`linli` itself."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        words = {"options_metavar": _("[选项]"), "subcommand_metavar": _("命令 [参数]...")}
        super().__init__(*args, **{**words, **settings})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_("命令：")):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in found if command])


command = partial(click.command, cls=Command)
option = partial(click.option, cls=Option)


def told(error: click.ClickException) -> str:
    """What was typed wrongly, in one line."""
    match error:
        case click.NoSuchOption():
            return _no_such_option(error)
        case click.exceptions.NoSuchCommand(ctx=click.Context(command=click.Group() as group) as context):
            names = listed(group.list_commands(context))
            return _("没有“{name}”这个命令。可用的有：{names}。", name=error.command_name, names=names)
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else str(error.param_hint or "")
            if isinstance(error.param, click.Option):
                return _("缺少选项 {name}。", name=f"{error.param.opts[0]} {name}")
            return _("缺少{name}。请写在命令后面。", name=name)
        case click.BadOptionUsage():
            return _bad_option(error)
        case click.BadParameter(param=click.Parameter() as parameter):
            return _bad_value(parameter, error)
        case click.UsageError(message="Missing command."):
            return _("缺少命令。请看 linli --help。")
    return error.format_message()


def _no_such_option(error: click.NoSuchOption) -> str:
    if error.possibilities:
        return _("没有 {name} 这个选项。是不是 {near}？", name=error.option_name, near=error.possibilities[0])
    path = error.ctx.command_path if error.ctx else "linli"
    return _("没有 {name} 这个选项。请看 {command} --help。", name=error.option_name, command=path)


def _bad_option(error: click.BadOptionUsage) -> str:
    if error.ctx is not None:
        for named in error.ctx.command.params:
            if isinstance(named, click.Option) and error.option_name in named.opts and not named.is_flag:
                return _("{option} 后面要写{value}。", option=error.option_name, value=named.make_metavar(error.ctx))
    return _("{option} 后面不用写东西。", option=error.option_name)


def _bad_value(parameter: click.Parameter, error: click.BadParameter) -> str:
    name = parameter.opts[0]
    if isinstance(parameter, click.Argument) and error.ctx is not None:
        name = parameter.make_metavar(error.ctx)
    match parameter.type:
        case click.Choice(choices=choices):
            return _("{option} 后面要写 {choices} 中的一个。", option=name, choices=listed(choices))
        case click.IntRange(min=least, max=most):
            return _("{option} 后面要写一个数字，从 {least} 到 {most}。", option=name, least=least, most=most)
        case click.types.IntParamType():
            return _("{option} 后面要写一个数字。", option=name)
    return _("{option}：{message}", option=name, message=error.message)


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
