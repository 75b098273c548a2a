"""What a page may load: what lies on its own site, no script or style within the page, nothing from another host.

Every page says so itself (`<meta http-equiv>`, CSP Level 3), so that it holds on hosts that set no headers. Hosts that do
say it for the whole site, and that nobody may frame it, which a page cannot say. WebAssembly is let in where the search
needs it, and nowhere else.
"""

from __future__ import annotations

from markupsafe import Markup

from linli.model.paper import Paper

SELF = "'self'"
WASM = "'wasm-unsafe-eval'"
SOURCES = {
    "default-src": "'none'",
    "script-src": SELF,
    "style-src": SELF,
    "img-src": SELF,
    "media-src": SELF,
    "font-src": SELF,
    "connect-src": SELF,
    "worker-src": SELF,
    "child-src": SELF,  # Safari before 15.5 knows no worker-src
    "frame-src": "'none'",  # which child-src would let in
    "manifest-src": SELF,
    "base-uri": "'none'",
    "form-action": SELF,
}
REFERRER = "strict-origin-when-cross-origin"
FOREVER = "public, max-age=31536000, immutable"  # for what has the hash of its content in its name


def policy(paper: Paper) -> Markup:
    """The Content-Security-Policy of every page of a paper."""
    sources = SOURCES | ({"script-src": f"{SELF} {WASM}"} if paper.wasm else {})
    return Markup("; ".join(f"{kind} {allowed}" for kind, allowed in sources.items()))


def site_headers(paper: Paper) -> dict[str, str]:
    """The headers of a whole site: its policy, and what a page cannot say itself."""
    return {
        "Content-Security-Policy": f"{policy(paper)}; frame-ancestors 'none'",
        "Referrer-Policy": REFERRER,
        "X-Content-Type-Options": "nosniff",
    }
