"""Tables of old and new addresses, a pair a line, each as one server reads it.

New addresses are written as browsers are given them, percent-encoded. Old ones are written as a server compares them,
and every character that means something to it is written otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote

from linli.model import addresses

Table = Sequence[tuple[str, str]]  # old and new address, with the path of the site and the slash before them

NETLIFY = "/-._~!$&'()+,;=@"  # what stays as it is: all that an old address may have
APACHE = "/-._~!$&'()*+,:=@"  # what `RewriteMap … int:escape` leaves as it is
VARYING = ("", "=", ";", "=;")  # and what some releases leave besides
ENCODED = re.compile("%[0-9A-F]{2}")
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789/-._~")
HASHED = 40  # bytes; nginx refuses longer keys in its hash (64, less what it needs itself), unless it is told of them


def netlify(moved: Table) -> Iterable[str]:
    """As Netlify, Cloudflare Pages and GitLab Pages read it: https://docs.netlify.com/manage/routing/redirects/overview/"""
    return (f"{quote(old, NETLIFY)} {_location(new)} 301" for old, new in moved)


def not_found(folders: Iterable[str]) -> Iterable[str]:
    """What Netlify is told, to say what is not there in the script of a folder: `/hant/`. Others know, or pass over it."""
    return (f"{folder}* {folder}{addresses.NOT_FOUND} 404" for folder in folders)


def nginx(moved: Table) -> Iterable[str]:
    """As a `map` of nginx reads it. Its words know no capitals, its regular expressions do.

    https://nginx.org/en/docs/http/ngx_http_map_module.html
    """
    alike = Counter(old.lower() for old, _new in moved)
    for old, new in moved:
        plain = len(old.encode()) <= HASHED and alike[old.lower()] == 1
        plain = plain and all(one in PLAIN or not one.isascii() for one in old)
        key = old if plain else f"~^{''.join(map(_escaped, old))}$"
        yield f'"{key}" "{_location(new)}";'


def caddy(moved: Table) -> Iterable[str]:
    """As a `map` in a Caddyfile reads it: https://caddyserver.com/docs/caddyfile/directives/map"""
    return (f'"{old}" "{_location(new)}"' for old, new in moved)


def apache(moved: Table) -> Iterable[str]:
    """As a `RewriteMap txt:` of Apache reads it: https://httpd.apache.org/docs/2.4/rewrite/rewritemap.html

    A key has no spaces, so what was asked for is escaped before it is looked up, with small hex digits.
    """
    for old, new in moved:
        for key in dict.fromkeys(quote(old, APACHE + more) for more in VARYING):
            yield f"{ENCODED.sub(lambda found: found[0].lower(), key)} {_location(new)}"


TABLES: Mapping[str, Callable[[Table], Iterable[str]]] = {
    addresses.REDIRECTS: netlify,
    addresses.REDIRECTS_NGINX: nginx,
    addresses.REDIRECTS_CADDY: caddy,
    addresses.REDIRECTS_APACHE: apache,
}
NEEDED = addresses.REDIRECTS_APACHE  # Apache does not start without a table that it was told of


def _location(address: str) -> str:
    return quote(address, "/-._~")


def _escaped(character: str) -> str:
    """A character in a regular expression in quotes."""
    if not character.isascii() or character.isalnum() or character == "/":
        return character
    return f"\\x{ord(character):02x}"
