"""Hosts that fail, certificates that are wrong, and ways from here that are."""

from __future__ import annotations

from web.model import HANG, RESET, Answer, Dns, Place, Port, Raw, Reply, Tls, Truth, Weather
from web.shapes import ONE, Table, slow, true, weather
from web.site import PASS, Site, redirect

TABLE = Table()


def _failing(site: Site, reply: Reply) -> str:
    true(site, Truth.FAILING)
    site.before = lambda request, day: reply
    return site.article()


def _broken(status: int, body: str = "") -> Answer:
    return Answer(body or f"<h1>{status}</h1><hr>nginx", status, reason="Broken")


ALWAYS = {
    "500": (("en", "zh"), _broken(500)),
    "502": (("de",), _broken(502)),
    "503": (("fr", "es"), _broken(503)),
    "504": (("en",), _broken(504)),
    "522": (("ru",), _broken(522, "<title>Connection timed out | 522</title><p>Ray ID: 8a1</p>")),
    "reset": (("en", "de"), RESET),
    "hangs-up": (("en",), Raw()),
    "no-http": (("ru",), Raw((b"SSH-2.0-OpenSSH_9.2\r\n",))),
    "database-error": (("es",), _broken(500, "<h1>Error establishing a database connection</h1>")),
}


def _always(kind: str) -> None:
    languages, reply = ALWAYS[kind]
    TABLE.add(kind, languages)(lambda site: _failing(site, reply))


for _kind in ALWAYS:
    _always(_kind)


@TABLE.add("hang", ("en", "ru"))
def hang(site: Site) -> Place:
    return slow(site, _failing(site, HANG), "hang")


@TABLE.add("refused", ("en", "de", "zh"))
def refused(site: Site) -> str:
    weather(site, Weather(port=Port.REFUSED))
    return _failing(site, RESET)


@TABLE.add("swallowed", ONE)
def swallowed(site: Site) -> Place:
    weather(site, Weather(port=Port.SWALLOWED))
    return slow(site, _failing(site, RESET), "swallowed")


@TABLE.add("loop", ("en", "fr"))
def loop(site: Site) -> str:
    path = site.article()
    true(site, Truth.FAILING)
    site.parts["/other"] = lambda request, day: redirect(path)
    site.parts[path] = lambda request, day: redirect("/other")
    return path


@TABLE.add("endless-chain", ("de",))
def endless(site: Site) -> str:
    true(site, Truth.FAILING)
    site.unknown = lambda request, day: redirect(f"/s/{len(request.path)}/{request.path[-300:]}x")
    return site.path(site.voice().title()[1])


@TABLE.add("name-without-address", ("en", "ru"))
def no_address(site: Site) -> str:
    weather(site, Weather(dns=Dns.NODATA))
    return _failing(site, RESET)


TLS = {
    Tls.EXPIRED: "en",
    Tls.NOT_YET_VALID: "de",
    Tls.WRONG_HOST: "fr",
    Tls.SELF_SIGNED: "ru",
    Tls.UNTRUSTED: "zh",
    Tls.INCOMPLETE: "es",
    Tls.OLD_PROTOCOL: "en",
    Tls.PLAIN: "de",
    Tls.ALERT: "en",
}


def _tls(tls: Tls) -> None:
    @TABLE.add(f"tls-{tls}", (TLS[tls],), https=True)
    def build(site: Site) -> str:
        true(site, Truth.TLS_FAULT)
        weather(site, Weather(tls=tls))
        return site.article()


for _each in TLS:
    _tls(_each)

OWN = {
    "no-way-from-here": ("en", "de", Dns.V6_ONLY),
    "resolver-fails": ("fr", "zh", Dns.SERVFAIL),
    "resolver-refuses": ("es", None, Dns.REFUSED),
    "resolver-is-silent": ("ru", None, Dns.SILENT),
}


def _own(kind: str) -> None:
    first, second, dns = OWN[kind]

    @TABLE.add(kind, tuple(filter(None, (first, second))))
    def build(site: Site) -> str:
        true(site, Truth.OWN_TROUBLE)
        weather(site, Weather(dns=dns))
        return site.article()


for _kind in OWN:
    _own(_kind)

__all__ = ["PASS", "TABLE"]
