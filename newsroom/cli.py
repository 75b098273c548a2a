"""`linli`: the commands, and the one place where faults become lines and exit codes."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
from pathlib import Path

import click

from linli import system
from linli.messages import _
from newsroom import INTERRUPTED
from newsroom.terminal import CONTENT_ERROR, USAGE_ERROR, complain, show_findings, shown
from newsroom.usage import Group, told

COMMANDS = {
    "init": "init",
    "new": "new",
    "check": "check",
    "review": "review",
    "import": "import_",
    "preview": "preview",
    "newsroom": "newsroom",
    "build": "build",
    "stats": "stats",
    "issue": "issue",
    "wechat": "wechat",
    "digest": "digest",
    "poster": "poster",
    "deploy": "deploy",
    "publish": "publish",
}


class _Lazy(Group):
    """Imports a command's module when it is called: `linli --help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(f"newsroom.commands.{module}"), module)
        return command


@click.group(
    cls=_Lazy,
    help=_("邻里：把 Markdown 稿件做成一份地方报纸的网站。"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="linli", prog_name="linli", message="%(prog)s %(version)s", help=_("看版本号"))
def cli() -> None:
    """`linli`, which does nothing by itself."""


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; gives the exit code: 0 done, 1 the content has errors, 2 used wrongly, `INTERRUPTED`."""
    system.this.begin()
    gc.set_threshold(50_000, 20, 50)  # a command lives shortly and makes much that stays: fewer looks for garbage
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # else numpy starts threads, for algebra, before a build forks
    atexit.register(gc.freeze)  # and none at its end, when Python would look at everything once more
    from linli.errors import BuildError, ContentError, SettingsError

    try:
        return cli.main(arguments, prog_name="linli", standalone_mode=False) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort as end:
        complain(_("已取消。"))
        return INTERRUPTED if isinstance(end.__cause__, KeyboardInterrupt) else CONTENT_ERROR
    except click.ClickException as error:
        complain(told(error))
        return USAGE_ERROR
    except ContentError as error:
        show_findings(error.findings)
        errors = sum(finding.is_error for finding in error.findings)
        complain(_("有 {errors} 处错误，没有出报；网站还是原来的样子。改好后再运行一次。", errors=errors))
        return CONTENT_ERROR
    except SettingsError as error:
        for fault in error.faults:
            complain(fault)
        return USAGE_ERROR
    except BuildError as error:
        complain(str(error))
        return CONTENT_ERROR
    except OSError as error:  # of a folder that a command has no fault of its own for
        complain(_not_done(error))
        return CONTENT_ERROR


def _not_done(error: OSError) -> str:
    """What is said when the system does not let a file be read or written."""
    from linli.errors import reason_of

    place = shown(Path(os.fsdecode(error.filename))) if error.filename else _("文件")
    return _(
        "{place} 读不了或写不了（{reason}）。请检查文件夹的权限和磁盘，再运行一次。",
        place=place,
        reason=reason_of(error),
    )
