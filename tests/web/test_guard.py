"""Who may ask a server on this machine: a real server, requests as browsers and as others send them."""

import http.client
import socket

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from newsroom.web.guard import COOKIE, ENTRANCE, Guard, cookie_of
from newsroom.web.server import LocalServer

TOKEN = "3f9a" * 8


async def _hello(request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


@pytest.fixture(params=[TOKEN, ""], ids=["token", "open"])
def server(request):
    app = Starlette(routes=[Route("/{path:path}", _hello, methods=["GET", "POST", "DELETE"])])
    server = LocalServer(Guard(app, request.param, home="/desk/"), 0)
    server.start()
    server.token = request.param
    yield server
    server.close()


def _ask(server, path="/", method="GET", **headers) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    response.text = response.read().decode()
    connection.close()
    return response


def _known(server) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={server.token}"} if server.token else {}


def test_a_browser_here_is_answered_and_keeps_nothing(server):
    response = _ask(server, **_known(server))
    assert (response.status, response.text) == (200, "GET 0")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Server"] is None


@pytest.mark.parametrize("host", ["paper.example", "127.0.0.1.paper.example", "[::1", "127.0.0.2:80", ""])
def test_another_name_of_this_machine_is_refused(server, host):
    assert _ask(server, Host=host, **_known(server)).status == 421


def test_without_the_token_nothing_is_answered(server):
    if not server.token:
        assert _ask(server).status == 200
        return
    for path in ("/", "/.linli/events", f"{ENTRANCE}x", f"{ENTRANCE}/"):
        for cookie in (
            "",
            f"{COOKIE}=",
            f"{COOKIE}={TOKEN[:-1]}",
            f"{COOKIE}={TOKEN}0",
            "\x7f=;;",
            f"x{COOKIE}={TOKEN}",
        ):
            response = _ask(server, path, Cookie=cookie)
            assert response.status == 403
            assert "start.cmd" in response.text and "linli" not in response.text


def test_the_entrance_lets_in_who_has_the_token(server):
    if not server.token:
        return
    for query in ("", "?token=", f"?token={TOKEN[:-1]}", f"?token={TOKEN}0", "?token=%ff", f"?other={TOKEN}"):
        response = _ask(server, ENTRANCE + query)
        assert (response.status, response.headers["Set-Cookie"]) == (403, None)
    response = _ask(server, f"{ENTRANCE}?token={TOKEN}")
    assert (response.status, response.headers["Location"]) == (303, "/desk/")
    cookie = response.headers["Set-Cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert _ask(server, Cookie=cookie.partition(";")[0]).status == 200


def test_two_papers_are_open_in_one_browser(tmp_path):
    """It sends the cookies of one host to every port, and keeps one of each name."""
    app = Starlette(routes=[Route("/", _hello)])
    servers, jar = [], {}
    for name in ("柳溪", "石桥"):
        server = LocalServer(Guard(app, name.encode().hex() * 4, cookie=cookie_of(tmp_path / name)), 0)
        server.start()
        servers.append(server)
        response = _ask(server, f"{ENTRANCE}?token={name.encode().hex() * 4}")
        key, _equals, value = response.headers["Set-Cookie"].partition(";")[0].partition("=")
        jar[key] = value
    cookies = "; ".join(f"{key}={value}" for key, value in jar.items())
    assert [_ask(server, Cookie=cookies).status for server in servers] == [200, 200]
    swapped = "; ".join(f"{key}={value}" for key, value in zip(jar, reversed(jar.values()), strict=True))
    assert [_ask(server, Cookie=swapped).status for server in servers] == [403, 403]
    assert cookie_of(tmp_path / "柳溪") == cookie_of(tmp_path / "石桥" / ".." / "柳溪")
    for server in servers:
        server.close()


def test_cookies_that_others_of_this_machine_have_left_do_not_stand_in_the_way(server):
    for others in ('a="b', 'a={"x": [1, 2]}', "名=值".encode().decode("latin-1"), "a b; =; ;;"):
        for cookie in (f"{others}; {COOKIE}={TOKEN}", f"{COOKIE}={TOKEN}; {others}"):
            assert (_ask(server, Cookie=cookie).status, others) == (200, others)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_what_changes_something_must_come_from_a_page_of_its_own(server, method):
    own = f"http://127.0.0.1:{server.port}"
    allowed = 200 if server.token else 405
    assert _ask(server, method=method, Origin=own, **_known(server)).status == allowed
    for origin in (
        "http://paper.example",
        "null",
        f"http://127.0.0.1:{server.port + 1}",
        f"https://127.0.0.1:{server.port}",
    ):
        response = _ask(server, method=method, Origin=origin, **_known(server))
        assert (origin, response.status) == (origin, 403 if server.token else 405)
    assert _ask(server, method=method, **_known(server)).status == (403 if server.token else 405)
    crossed = _ask(server, method=method, Origin=own, Sec_Fetch_Site="cross-site", **_known(server))
    assert crossed.status == (403 if server.token else 405)


def test_two_servers_do_not_share_a_port(server):
    with pytest.raises(OSError, match="in use"):
        LocalServer(Starlette(), server.port)


def test_it_ends_though_somebody_still_listens(server, capfd):
    held = socket.create_connection(("127.0.0.1", server.port))
    held.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    server.close()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1)
    held.close()
    assert capfd.readouterr().err == ""


async def _broken(_request) -> PlainTextResponse:
    raise RuntimeError("没有墨了")


def test_a_fault_in_an_answer_is_one_line(capfd):
    server = LocalServer(Guard(Starlette(routes=[Route("/", _broken)])), 0)
    server.start()
    assert _ask(server).status == 500
    server.close()
    assert capfd.readouterr().err == "网页没有答上来（RuntimeError：没有墨了）。请刷新再试。\n"
