"""A post as a page to copy it from: a file that needs nothing beside it, and a part of the desk."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from newsroom.sharing import limits
from newsroom.sharing.post import Post
from newsroom.templates import templates_of

SCRIPT = "copy.js"


def static(name: str) -> str:
    """A style or a script."""
    return (files("newsroom.sharing") / "static" / name).read_text(encoding="utf-8")


def templates() -> Environment:
    """The templates of this room."""
    environment = templates_of("newsroom.sharing")
    environment.globals["limits"] = limits
    return environment


def shown(post: Post, pictures_at: str = "") -> Markup:
    """The post as a part of a page. `pictures_at`: the beginning of addresses from which its pictures can be had."""
    return Markup(templates().get_template("post.html").render(post=post, pictures_at=pictures_at))


def file_of(post: Post) -> str:
    """The post as a page of its own. What is in it can neither run nor ask for anything."""
    script = static(SCRIPT)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    template = templates().get_template("page.html")
    return template.render(post=post, body=shown(post), css=static("page.css"), script=script, policy=policy)
