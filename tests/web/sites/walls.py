"""Walls against programs: the page may well be there, and only a person can see it.

The marks of each vendor are facts from their documentation; the
words around them are ours.
"""

from __future__ import annotations

from collections.abc import Callable

from web.model import Answer, Place, Reply, Request, Truth
from web.shapes import ALL, SOME, WESTERN, Table, true
from web.site import PASS, Site, redirect

TABLE = Table()
Body = Callable[[Site], str]


def _walled(site: Site, answer: Answer) -> str:
    """The whole host is behind the wall; robots.txt is not."""
    true(site, Truth.UNDECIDABLE)
    site.before = lambda request, day: PASS if request.path == "/robots.txt" else answer
    return site.article()


def challenge(site: Site, marks: str, title: str | None = None) -> str:
    return (
        f"<!DOCTYPE html><html lang={site.language}><head>"
        f"<title>{title or site.words('challenge_title')}</title>"
        f'<meta name="robots" content="noindex,nofollow"></head><body>{marks}'
        f"<h1>{site.name}</h1><p>{site.words('challenge_text')}</p></body></html>"
    )


CLOUDFLARE = (
    "<script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};var a=document."
    "createElement('script');a.src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1';"
    "})();</script>"
)
INCAPSULA = (
    '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=7-1-1&incident_id=7" '
    'frameborder=0 width="100%">Request unsuccessful. Incapsula incident ID: 7-1-1</iframe>'
)
PERIMETER = (
    "<script>window._pxAppId='PXabc123';window._pxJsClientSrc='/abc123/init.js';</script>"
    '<div id="px-captcha"></div>'
)
ANUBIS = (
    '<script id="anubis_version" type="application/json">"v1.21"</script>'
    '<script id="anubis_challenge" type="application/json">{"rules":{"difficulty":4}}</script>'
    '<script async type="module" src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>'
)
DATADOME = (
    "<script>var dd={'rt':'c','cid':'AHrlq','hsh':'A1','t':'bv','host':'geo.captcha-delivery.com'}"
    '</script><script src="https://ct.captcha-delivery.com/c.js"></script>'
)
AWS = (
    '<script src="https://f.token.awswaf.com/f/challenge.js"></script>'
    "<script>AwsWafIntegration.getToken()</script>"
)
ALIYUN = "<script>var arg1='3000176000856006061501533003690027800375';acw_sc__v2</script>"
SUCURI = (
    "<title>Sucuri WebSite Firewall - Access Denied</title><h1>Access Denied</h1>"
    "<p>Block ID: GEO02</p>"
)
F5 = (
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
    "Please consult with your administrator.<br><br>Your support ID is: 1234567890</body></html>"
)
DDOS_GUARD = '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'
AMAZON = (
    "<p>Enter the characters you see below</p><form method=get action='/errors/validateCaptcha'>"
    "<input name=field-keywords><img src='https://images.shop-images.net/captcha/1.jpg'></form>"
)


@TABLE.add("cloudflare-403", SOME)
def cloudflare(site: Site) -> str:
    headers = (("cf-mitigated", "challenge"), ("Server", "cloudflare"))
    return _walled(site, Answer(challenge(site, CLOUDFLARE), 403, headers, reason="Forbidden"))


@TABLE.add("cloudflare-503", ("en", "es"))
def cloudflare_503(site: Site) -> str:
    return _walled(site, Answer(challenge(site, CLOUDFLARE), 503, (("Server", "cloudflare"),)))


@TABLE.add("cloudflare-200", ("fr", "zh"))
def cloudflare_200(site: Site) -> str:
    return _walled(site, Answer(challenge(site, CLOUDFLARE)))


@TABLE.add("imperva-200", ("en", "de"))
def imperva(site: Site) -> str:
    page = (
        f"<html><head><META NAME='ROBOTS' CONTENT='NOINDEX'></head><body>{INCAPSULA}</body></html>"
    )
    return _walled(site, Answer(page, 200, (("X-Iinfo", "7-1-1 NNNN"),)))


@TABLE.add("perimeterx-200", ("en",))
def perimeter_200(site: Site) -> str:
    return _walled(site, Answer(challenge(site, PERIMETER, "Access to this page has been denied")))


@TABLE.add("perimeterx-403", ("ru",))
def perimeter_403(site: Site) -> str:
    page = challenge(site, PERIMETER, "Access to this page has been denied")
    return _walled(site, Answer(page, 403, reason="Forbidden"))


@TABLE.add("anubis-200", ("en", "de", "fr"))
def anubis(site: Site) -> str:
    return _walled(site, Answer(challenge(site, ANUBIS, "Making sure you're not a bot!")))


@TABLE.add("datadome-403", ("fr",))
def datadome(site: Site) -> str:
    headers = (("X-DataDome", "protected"), ("X-DD-B", "1"))
    page = f"<html><head><title>{site.name}</title></head><body>{DATADOME}</body></html>"
    return _walled(site, Answer(page, 403, headers, reason="Forbidden"))


@TABLE.add("aws-202", ("en",))
def aws_202(site: Site) -> str:
    return _walled(site, Answer(challenge(site, AWS), 202, (("x-amzn-waf-action", "challenge"),)))


@TABLE.add("aws-405", ("es",))
def aws_405(site: Site) -> str:
    headers = (("x-amzn-waf-action", "captcha"),)
    return _walled(site, Answer(challenge(site, AWS), 405, headers, reason="Not Allowed"))


@TABLE.add("akamai-403", ("en",))
def akamai(site: Site) -> str:
    page = (
        "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't "
        "have permission to access this on this server.<P>Reference&#32;&#35;18&#46;abc</BODY>"
    )
    return _walled(site, Answer(page, 403, (("Server", "AkamaiGHost"),), reason="Forbidden"))


@TABLE.add("aliyun-200", ("zh",))
def aliyun(site: Site) -> str:
    return _walled(site, Answer(f"<html><script>{ALIYUN}</script></html>"))


@TABLE.add("sucuri-403", ("en",))
def sucuri(site: Site) -> str:
    return _walled(site, Answer(SUCURI, 403, (("X-Sucuri-ID", "14012"),), reason="Forbidden"))


@TABLE.add("f5-200", ("en",))
def f5(site: Site) -> str:
    return _walled(site, Answer(F5))


@TABLE.add("ddos-guard-403", ("ru",))
def ddos_guard(site: Site) -> str:
    page = challenge(site, DDOS_GUARD, "DDoS-Guard")
    return _walled(site, Answer(page, 403, (("Server", "ddos-guard"),), reason="Forbidden"))


@TABLE.add("shop-robot-page-503", ("en", "de"))
def amazon(site: Site) -> str:
    return _walled(site, Answer(challenge(site, AMAZON, "Robot Check"), 503))


@TABLE.add("vercel-429", ("en",))
def vercel(site: Site) -> str:
    headers = (("x-vercel-mitigated", "challenge"),)
    return _walled(site, Answer(challenge(site, ""), 429, headers, reason="Too Many"))


@TABLE.add("unnamed-wall-403", ALL)
def unnamed(site: Site) -> str:
    page = site.notice(site.words("blocked_title"), site.words("blocked_text"), furniture=False)
    return _walled(site, Answer(page, 403, reason="Forbidden"))


@TABLE.add("unnamed-wall-200", WESTERN)
def unnamed_200(site: Site) -> str:
    """A small page that asks for a click or a sum, with no vendor's mark."""
    form = "<form method=post><input type=hidden name=pow value=8f2><button>OK</button></form>"
    return _walled(site, Answer(challenge(site, form)))


@TABLE.add("sent-to-a-captcha", ("en", "zh"))
def captcha(site: Site) -> str:
    """A page of its own asks for a sum; the address that was asked stands in it."""
    true(site, Truth.UNDECIDABLE)

    def first(request: Request, day: int) -> Reply:
        if request.path == "/robots.txt":
            return PASS
        if request.path == "/sorry/index":
            form = (
                '<form id="captcha-form"><div class="g-recaptcha" data-sitekey="6Lf"></div></form>'
            )
            return Answer(challenge(site, form, site.root), 429, reason="Too Many Requests")
        return redirect(f"/sorry/index?continue={site.root}{request.target}")

    site.before = first
    return site.article()


STATUSES = {
    "401": (401, (("WWW-Authenticate", 'Basic realm="staff"'),)),
    "402": (402, ()),
    "403": (403, ()),
    "418": (418, ()),
    "429": (429, (("Retry-After", "3600"),)),
    "429-untold": (429, ()),
    "451": (451, (("Link", '<https://velmora.org/why>; rel="blocked-by"'),)),
    "503-with-a-time": (503, (("Retry-After", "7200"),)),
    "999": (999, ()),
    "204": (204, ()),
    "202": (202, ()),
}


def _status(kind: str, languages: tuple[str, ...]) -> None:
    status, headers = STATUSES[kind]

    @TABLE.add(kind, languages)
    def build(site: Site) -> str:
        body = site.notice(site.words("maintenance_title"), site.words("maintenance_text"))
        said = {503: body, 403: "<h1>403 Forbidden</h1>", 451: site.html("451", "<h1>451</h1>")}
        return _walled(site, Answer(said.get(status, ""), status, headers, reason="No"))


for _kind in STATUSES:
    _status(_kind, ("en", "ru") if _kind in ("403", "451", "503-with-a-time") else ("en",))


@TABLE.add("missing-key-403", ("en",))
def storage(site: Site) -> str:
    """A store of files that tells nobody whether a file is there."""
    xml = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'
    true(site, Truth.UNDECIDABLE)
    site.before = lambda request, day: Answer(xml, 403, kind="application/xml", reason="Forbidden")
    return "/reports/2018/annual.pdf"


@TABLE.add("disallowed-for-programs", SOME)
def robots(site: Site) -> str:
    from web.site import always

    true(site, Truth.UNDECIDABLE)
    site.parts["/robots.txt"] = always("User-agent: *\nDisallow: /\n")
    return site.article()


@TABLE.add("into-an-application", ("en", "zh"))
def application(site: Site) -> Place:
    true(site, Truth.UNDECIDABLE)
    path = site.path(site.voice().title()[1])
    to = f"intent://{site.name}{path}#Intent;scheme=https;package=com.velmora.reader;end"
    location = to if site.language == "en" else "weixin://dl/business/?t=abc"
    site.unknown = lambda request, day: redirect(location)
    return site.place(path, "into-an-application")
