"""Makes the environment of Linli if need be, and opens a paper in the browser: what `start.cmd` and `start.sh` run.

    start.py            the demo paper
    start.py FOLDER     the paper in a folder
    start.py init …     any command of `linli` with its arguments

It is run by whatever Python there is, before anything is installed: so it has nothing but the standard library, and syntax
that an old Python can read far enough to say that it is too old.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

CODE = Path(__file__).resolve().parents[1]
COMMAND = "newsroom"
COMMANDS = CODE / "newsroom" / "commands"
OLDEST = (3, 11)
VENV = CODE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NOTED = VENV / ".started"  # of what the environment was made
INSTALL = ("-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", "install")
MADE_FROM = ("pyproject.toml", "setup.py", "constraints.txt", "linli/locale/en/LC_MESSAGES/linli.po")


def main(arguments):
    """Makes ready, and runs the command; gives its exit code."""
    if sys.version_info < OLDEST:
        return told(
            "这台电脑的 Python 是 {}.{}，要 3.11 或更新的。请到 https://www.python.org/downloads/ 下载安装，再打开一次。".format(
                *sys.version_info[:2]
            )
        )
    if arguments and (COMMANDS / (arguments[0].replace("import", "import_") + ".py")).is_file():
        command, paper = arguments, Path.cwd()
    else:
        command, paper = [COMMAND, "--open"], Path(arguments[0] if arguments else CODE).resolve()
        if not (paper / "pelicanconf.py").is_file():
            return told(f"{paper} 里没有 pelicanconf.py，不是一份报纸的文件夹。")
    if not made_ready():
        return 1
    if command[0] == COMMAND:
        say("正在打开，浏览器里马上就好。这个窗口不要关；用完了，在这里按 Ctrl 和 C 两个键。")
    try:
        return subprocess.call(python("-P", "-m", "newsroom", *command), cwd=str(paper))
    except KeyboardInterrupt:  # the command hears it too, and ends
        return 0


def made_ready():
    """Whether there is an environment with all that is needed; it is made, or brought up to date, if need be."""
    wanted = fingerprint()
    if noted() == wanted and works("-c", ""):
        return True
    say("正在准备，第一次要几分钟，要联网……")
    if not works("-c", ""):
        say("（一）建立运行环境 .venv")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) or not works("-m", "pip", "--version"):
            told(
                "建不成运行环境。Debian、Ubuntu 请先运行：sudo apt-get install python3-venv；别的电脑请重新安装 Python。"
            )
            return False
    say("（二）下载、安装所需的功能模块")
    if all(subprocess.call(python(*INSTALL, *what), cwd=str(CODE)) == 0 for what in installations()):
        NOTED.write_text(wanted, encoding="utf-8")
        say("（三）装好了。")
        return True
    if works("-P", "-m", "newsroom", "--version"):
        say("没有装成（没有联网？），先用上次装好的。下次打开再试。")
        return True
    told("没有装成。请看上面说的是什么；多半是没有联网，联网以后再打开一次。")
    return False


def installations():
    """What pip is asked for, one thing after the other. It takes no hash for the project itself."""
    pins = (CODE / "constraints.txt").read_text(encoding="utf-8")
    (VENV / "site.txt").write_text(pins.partition("\n# test\n")[0], encoding="utf-8")
    return [
        ("--require-hashes", "--requirement", str(VENV / "site.txt")),
        ("--no-deps", "--no-build-isolation", "--editable", "."),
    ]


def fingerprint():
    """Of what the environment is made: the folder, this Python, and the files that say what is needed."""
    digest = hashlib.sha256(repr((str(CODE), sys.version_info[:2])).encode())
    for name in MADE_FROM:
        digest.update((CODE / name).read_bytes())
    return digest.hexdigest()


def noted():
    """Of what the environment was made when it was made last."""
    try:
        return NOTED.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def works(*arguments):
    """Whether the environment's Python can run this."""
    try:
        return (
            subprocess.call(python(*arguments), cwd=str(CODE), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            == 0
        )
    except OSError:
        return False


def python(*arguments):
    """A command line of the environment's Python."""
    return [str(PYTHON), *arguments]


def say(text):
    """A line of progress."""
    print(text, flush=True)


def told(text):
    """Says what is wrong; gives the exit code."""
    print(text, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code and os.name == "nt" and sys.stdin.isatty():  # else the window of a double click is gone at once
        input("按回车键关上这个窗口。")
    sys.exit(code)
