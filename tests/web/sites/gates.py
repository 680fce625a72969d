"""Gates for persons: sign-in, consent, subscription, age, country."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from web import pages
from web.model import Answer, Place, Reply, Request, Truth
from web.shapes import ALL, SOME, WESTERN, Table, true
from web.site import PASS, Site, redirect

TABLE = Table()


def login_page(site: Site) -> str:
    form = (
        f"<form method=post><label>{site.words('user')}<input name=user></label><label>"
        f"{site.words('password')}<input type=password name=pass></label>"
        f"<button>{site.words('submit')}</button></form>"
    )
    main = pages.notice(site.words("login_title"), site.words("login_text")) + form
    return site.html(site.words("login_title"), main)


def consent_page(site: Site) -> str:
    buttons = "<form method=post><button>OK</button><button>…</button></form>"
    main = pages.notice(site.words("consent_title"), site.words("consent_text")) + buttons
    return site.html(site.words("consent_title"), main, furniture=False)


def gate(site: Site, to: Callable[[Request], str], path: str, page: str, status: int = 302) -> str:
    """Every page sends to the gate at `path` of the same host."""
    true(site, Truth.UNDECIDABLE)

    def first(request: Request, day: int) -> Reply:
        if request.path == path:
            return Answer(page)
        return PASS if request.path == "/robots.txt" else redirect(to(request), status)

    site.before = first
    return site.article()


def _asked(site: Site, request: Request) -> str:
    return quote(f"{site.root}{request.target}", safe="")


LOGINS = {
    "login-next": ("en", "/login", "/login?next={path}"),
    "users-sign-in": ("fr", "/users/sign_in", "/users/sign_in"),
    "wp-login": ("es", "/wp-login.php", "/wp-login.php?redirect_to={url}&reauth=1"),
    "account-logon": ("de", "/Account/LogOn", "/Account/LogOn?ReturnUrl={path}"),
    "cas-login": ("zh", "/cas/login", "/cas/login?service={url}"),
    "member-php": ("ru", "/member.php", "/member.php?action=login&url={path}"),
    "session-new": ("en", "/session/new", "/session/new?return_to={url}"),
    "user-auth": ("ru", "/user/auth", "/user/auth?back={path}"),
}


def _login(kind: str) -> None:
    language, path, to = LOGINS[kind]

    @TABLE.add(kind, (language,))
    def build(site: Site) -> str:
        def where(request: Request) -> str:
            return to.format(path=quote(request.target, safe=""), url=_asked(site, request))

        return gate(site, where, path, login_page(site))


for _kind in LOGINS:
    _login(_kind)


@TABLE.add("login-in-its-language", ALL)
def localised(site: Site) -> str:
    path = f"/{site.words('login_path')}"
    return gate(site, lambda request: f"{path}?url={request.target}", path, login_page(site))


@TABLE.add("form-in-its-place", ALL)
def in_place(site: Site) -> str:
    """The form stands where the page would be, and at every other name."""
    true(site, Truth.UNDECIDABLE)
    page = Answer(login_page(site))
    site.before = lambda request, day: PASS if request.path == "/robots.txt" else page
    return site.article()


SINGLE = {
    "en": ("login.", "/oauth2/authorize?client_id=web&response_type=code&redirect_uri={url}"),
    "de": ("sso.", "/saml2/idp/SSOService?SAMLRequest=fZ&RelayState={url}"),
    "fr": ("accounts.", "/ServiceLogin?continue={url}"),
    "ru": ("auth.", "/realms/press/protocol/openid-connect/auth?redirect_uri={url}"),
}


@TABLE.add("another-host-signs-in", tuple(SINGLE))
def single(site: Site) -> Place:
    label, to = SINGLE[site.language]
    other = Site(site.language, site.key + " accounts", https=True)
    other.name = label + site.name.removeprefix("www.")
    other.unknown = lambda request, day: Answer(login_page(site))
    other.before = lambda request, day: (
        PASS if request.path == "/robots.txt" else Answer(login_page(site))
    )
    true(site, Truth.UNDECIDABLE)
    path = site.article()
    site.before = lambda request, day: (
        PASS
        if request.path == "/robots.txt"
        else redirect(other.root + to.format(url=_asked(site, request)))
    )
    link = site.link(path, "another-host-signs-in")
    return Place((link,), (site.host(), other.host()))


# Consent.


@TABLE.add("consent-of-its-own-path", ALL)
def consent_path(site: Site) -> str:
    path = f"/{site.words('consent_path')}"
    return gate(
        site, lambda r: f"{path}?return={quote(r.target, safe='')}", path, consent_page(site)
    )


@TABLE.add("consent-in-its-place", WESTERN)
def consent_place(site: Site) -> str:
    true(site, Truth.UNDECIDABLE)
    page = Answer(consent_page(site))
    site.before = lambda request, day: PASS if request.path == "/robots.txt" else page
    return site.article()


@TABLE.add("another-host-asks-consent", ("en", "de", "fr"))
def consent_host(site: Site) -> Place:
    other = Site(site.language, site.key + " consent", https=True)
    other.name = "consent." + site.name.removeprefix("www.")
    other.before = lambda request, day: Answer(consent_page(site))
    true(site, Truth.UNDECIDABLE)
    path = site.article()
    site.before = lambda request, day: (
        PASS
        if request.path == "/robots.txt"
        else redirect(f"{other.root}/v2/collect?sessionId=3_cc&continue={_asked(site, request)}")
    )
    link = site.link(path, "another-host-asks-consent")
    return Place((link,), (site.host(), other.host()))


# Subscription, age, country.


@TABLE.add("subscribe-to-read", WESTERN)
def subscribe(site: Site) -> str:
    path = {"en": "/subscribe", "de": "/abo", "fr": "/abonnement", "es": "/suscripcion"}
    at = path[site.language]
    page = site.notice(site.look.outlet, site.words("paywall"))
    return gate(site, lambda r: f"{at}?from={quote(r.target, safe='')}", at, page)


@TABLE.add("age-gate", SOME)
def age(site: Site) -> str:
    page = site.notice(site.words("age_title"), site.words("age_text"), furniture=False)
    return gate(site, lambda r: f"/age-gate?return={r.target}", "/age-gate", page)


def _geo(site: Site, status: int) -> str:
    true(site, Truth.UNDECIDABLE)
    page = Answer(site.notice(site.words("geo_title"), site.words("geo_text")), status, reason="No")
    site.before = lambda request, day: PASS if request.path == "/robots.txt" else page
    return site.article()


@TABLE.add("not-in-this-country-200", ALL)
def geo_200(site: Site) -> str:
    return _geo(site, 200)


@TABLE.add("not-in-this-country-403", SOME)
def geo_403(site: Site) -> str:
    return _geo(site, 403)


@TABLE.add("not-in-this-country-sent", ("en", "zh"))
def geo_sent(site: Site) -> str:
    page = site.notice(site.words("geo_title"), site.words("geo_text"))
    return gate(site, lambda r: "/geo-blocked", "/geo-blocked", page)
