"""Live pages that want something of a client, and live pages that fail once."""

from __future__ import annotations

from collections.abc import Callable

from web.model import HANG, RESET, Answer, Place, Raw, Reply, Request
from web.shapes import FAR, ONE, SOME, WESTERN, Table, slow
from web.site import PASS, Site, redirect

TABLE = Table()
Test = Callable[[Request], bool]


def _mozilla(request: Request) -> bool:
    return request.header("user-agent").startswith("Mozilla/5.0")


def _language(request: Request) -> bool:
    return bool(request.header("accept-language"))


def _html(request: Request) -> bool:
    return "text/html" in request.header("accept")


def _only(site: Site, fits: Test, other: Reply) -> str:
    """The whole host answers only to clients that fit."""
    site.before = lambda request, day: PASS if fits(request) else other
    return site.article()


@TABLE.add("agent-else-403", SOME)
def agent_403(site: Site) -> str:
    return _only(site, _mozilla, Answer("<h1>Forbidden</h1>", 403, reason="Forbidden"))


@TABLE.add("agent-else-404", ("en", "es"))
def agent_404(site: Site) -> str:
    return _only(site, _mozilla, Answer("<h1>Not Found</h1>", 404, reason="Not Found"))


@TABLE.add("agent-else-reset", ("en",))
def agent_reset(site: Site) -> str:
    return _only(site, _mozilla, RESET)


@TABLE.add("agent-named-link-406", ("de",))
def agent_406(site: Site) -> str:
    """A filter that takes offence at a word in the agent's name where it does not look like one."""
    words = ("link", "bot", "crawl", "spider")

    def fits(request: Request) -> bool:
        agent = request.header("user-agent").lower()
        return agent.startswith("mozilla/5.0 (") or not any(word in agent for word in words)

    return _only(site, fits, Answer("<h1>Not Acceptable!</h1>", 406, reason="Not Acceptable"))


@TABLE.add("language-else-404", ("fr", "zh"))
def language_404(site: Site) -> str:
    return _only(site, _language, Answer(site.missing_page(), 404, reason="Not Found"))


@TABLE.add("language-else-403", ("ru",))
def language_403(site: Site) -> str:
    return _only(site, _language, Answer("<h1>403</h1>", 403, reason="Forbidden"))


@TABLE.add("html-else-406", ("en", "de"))
def html_406(site: Site) -> str:
    return _only(site, _html, Answer("", 406, reason="Not Acceptable"))


@TABLE.add("html-else-404", ("es",))
def html_404(site: Site) -> str:
    return _only(site, _html, Answer('{"error": 404}', 404, kind="application/json"))


@TABLE.add("cookie-wall", SOME)
def cookie_wall(site: Site) -> str:
    """The page sends to itself until the cookie that it gave comes back."""
    given = ("Set-Cookie", "seen=1; Path=/; Max-Age=600")
    site.before = lambda request, day: (
        PASS
        if "seen=1" in request.header("cookie") or request.path == "/robots.txt"
        else redirect(request.target, 302, given)
    )
    return site.article()


@TABLE.add("cookie-bounce", ("en", "fr"))
def cookie_bounce(site: Site) -> str:
    """A way over a page that sets the cookie and sends back."""

    def first(request: Request, day: int) -> Reply:
        if request.path == "/set-session":
            back = request.query.partition("return=")[2] or "/"
            return redirect(back, 303, ("Set-Cookie", "sid=a1b2; Path=/; HttpOnly"))
        if "sid=" in request.header("cookie") or request.path == "/robots.txt":
            return PASS
        return redirect(f"/set-session?return={request.target}")

    site.before = first
    return site.article()


@TABLE.add("cookie-value-grows", ("de",))
def cookie_grows(site: Site) -> str:
    """Three cookies, one after the other, then the page."""

    def first(request: Request, day: int) -> Reply:
        held = request.header("cookie")
        missing = next((n for n in (1, 2, 3) if f"c{n}=" not in held), None)
        if missing is None or request.path == "/robots.txt":
            return PASS
        return redirect(request.target, 307, ("Set-Cookie", f"c{missing}=x; Path=/"))

    site.before = first
    return site.article()


def _once(site: Site, reply: Reply) -> str:
    """The first request of a day fails, the next ones are answered."""
    path = site.article()
    page = site.parts[path]
    site.parts[path] = lambda request, day: page(request, day) if request.nth else reply
    return path


@TABLE.add("500-once", SOME)
def error_once(site: Site) -> str:
    return _once(site, Answer("<h1>Internal Server Error</h1>", 500, reason="Error"))


@TABLE.add("502-once", ("fr",))
def gateway_once(site: Site) -> str:
    return _once(site, Answer("<h1>502 Bad Gateway</h1><hr>nginx", 502, reason="Bad Gateway"))


@TABLE.add("503-once-with-a-time", ("en",))
def busy_once(site: Site) -> str:
    later = ("Retry-After", "1")
    return _once(site, Answer("busy", 503, (later,), reason="Service Unavailable"))


@TABLE.add("reset-once", ("en", "zh"))
def reset_once(site: Site) -> str:
    return _once(site, RESET)


@TABLE.add("hangs-up-once", ("de",))
def silent_once(site: Site) -> str:
    return _once(site, Raw())


@TABLE.add("429-once-in-seconds", ("en", "ru"))
def limited_once(site: Site) -> str:
    return _once(site, Answer("", 429, (("Retry-After", "1"),), reason="Too Many Requests"))


@TABLE.add("429-once", ("es",))
def limited_once_untold(site: Site) -> str:
    return _once(site, Answer("", 429, reason="Too Many Requests"))


@TABLE.add("hang-once", ONE)
def hang_once(site: Site) -> Place:
    return slow(site, _once(site, HANG), "hang-once")


@TABLE.add("slow-answer", WESTERN[:2])
def slow_answer(site: Site) -> Place:
    """Four seconds for the head, as a busy archive takes."""
    path = site.article()
    page = site.parts[path]

    def part(request: Request, day: int) -> Reply:
        from web.server import encoded

        whole = page(request, day)
        assert isinstance(whole, Answer)
        data = encoded(whole.with_headers(("Connection", "close")))
        return Raw((b"", data[:20], data[20:]), pause=2.0)

    site.parts[path] = part
    return slow(site, path, "slow-answer")


@TABLE.add("hosts-with-two-addresses", FAR)
def two_addresses(site: Site) -> str:
    from web.model import Dns, Weather
    from web.shapes import weather

    weather(site, Weather(dns=Dns.BOTH if site.language == "en" else Dns.FIRST_DEAD))
    return site.article()
