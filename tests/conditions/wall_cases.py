"""Walls of many vendors, statuses and languages, as their pages are built."""

from __future__ import annotations

from conditions.barrier_case import Case, page

WALL = "bot-blocked"
WIDGET = '<div class="g-recaptcha" data-sitekey="6Lc"></div>'


def _wall(name, html="", status=403, **more):
    return Case(name, WALL, html, status, **more)


def _check(name, lang, title, body, status=200, head=""):
    return _wall(name, page(title, body, head, lang), status)


VENDORS = (
    _wall(
        "cloudflare managed 403",
        page(
            "Just a moment...",
            "<div class=main-wrapper><noscript>Enable JavaScript and cookies to continue</noscript>"
            "<script>(function(){window._cf_chl_opt={cvId:'3',cZone:'gazette.example'};"
            "var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/h/g/"
            "orchestrate/chl_page/v1?ray=8f';}());</script></div>",
        ),
    ),
    _wall(
        "cloudflare managed 200",
        page("Just a moment...", "<script>window._cf_chl_opt={cvId:'3'};</script>"),
        200,
    ),
    _wall(
        "cloudflare old 503",
        page(
            "Just a moment...",
            "<h1>Checking your browser before accessing gazette.example.</h1><p>This process is "
            "automatic. Your browser will redirect to your requested content shortly.</p><p>DDoS "
            "protection by Cloudflare. Ray ID: 7aa</p>",
        ),
        503,
    ),
    _wall(
        "cloudflare script and title only",
        page("Just a moment...", '<script src="/cdn-cgi/challenge-platform/x.js"></script>'),
        200,
    ),
    _wall(
        "cloudflare block",
        page(
            "Attention Required! | Cloudflare",
            "<h1>Sorry, you have been blocked</h1><h2>You are unable to access gazette.example</h2>"
            "<p>This website is using a security service to protect itself from online "
            "attacks.</p>",
        ),
    ),
    _wall("cloudflare header on 404", "", 404, headers={"cf-mitigated": "challenge"}),
    _wall(
        "akamai denied without its header",
        page(
            "Access Denied",
            "<h1>Access Denied</h1>You don't have permission to access this page on this server."
            "<p>Reference&#32;&#35;18&#46;5307 <p>https&#58;&#47;&#47;errors&#46;edgesuite&#46;net",
        ),
        200,
    ),
    _wall(
        "akamai crypto challenge",
        page("", '<div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/a.js">'),
        428,
    ),
    _wall(
        "imperva frame",
        '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW">'
        '<script src="/_Incapsula_Resource?SWJIYLWA=5074a7"></script></head><body>'
        '<iframe src="/_Incapsula_Resource?CWUDNSAI=9&xinfo=8">Request unsuccessful. '
        "Incapsula incident ID: 8780</iframe></body></html>",
        200,
    ),
    _wall(
        "imperva script alone",
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow">'
        '<script src="/_Incapsula_Resource?SWJIYLWA=5074a744"></script><body></body></html>',
        200,
    ),
    _wall(
        "imperva interruption",
        page(
            "Pardon Our Interruption",
            "<h1>Pardon Our Interruption...</h1><p>As you were browsing something about your "
            "browser made us think you were a bot. There are a few reasons this might happen.</p>",
        ),
        200,
    ),
    _wall(
        "perimeterx",
        page(
            "Access to this page has been denied.",
            "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>"
            '<div id="px-captcha"></div><script>window._pxAppId="PX8";</script>',
        ),
        200,
    ),
    _wall(
        "datadome",
        '<html lang="en"><head><title>gazette.example</title></head><body><p>Please enable JS and '
        "disable any ad blocker</p><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}"
        '</script><script src="https://ct.captcha-delivery.com/c.js"></script></body></html>',
    ),
    _wall(
        "anubis",
        page(
            "Making sure you&#39;re not a bot!",
            "<h1>Making sure you&#39;re not a bot!</h1><p>Loading...</p><details><summary>Why am I "
            "seeing this?</summary><p>The administrator of this website has set up Anubis to "
            "protect the server against aggressive scraping, which makes it unreachable.</p>"
            "</details>",
            '<script id="anubis_challenge" type="application/json">{"rules":{}}</script>'
            '<link rel=stylesheet href="/.within.website/x/xess/xess.css">',
        ),
        200,
    ),
    _wall(
        "go-away",
        page(
            "Checking you are not a bot",
            "<h1>Checking you are not a bot</h1><p>Loading challenge js-refresh...</p>",
            '<link href="/.well-known/.git.gammaspectra.live/git/go-away/cmd/go-away/a.css">',
        ),
        418,
    ),
    _wall(
        "kasada",
        "<html><head></head><body><script>window.KPSDK={};</script><script "
        'src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/ips.js?x=1"></script></body></html>',
        429,
    ),
    _wall(
        "aws waf 202",
        "<!DOCTYPE html><html><head><title></title><script>window.awsWafCookieDomainList = [];"
        'window.gokuProps = {"key":"AQ"};</script><script src="https://a.edge.sdk.awswaf.com/a/'
        'challenge.js"></script></head><body><div id="challenge-container"></div><noscript>'
        "<h1>JavaScript is disabled</h1></noscript></body></html>",
        202,
    ),
    _wall(
        "amazon robot page",
        page(
            "Robot Check",
            "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you're "
            'not a robot.</p><form action="/errors/validateCaptcha"><input></form>',
        ),
        503,
    ),
    _wall(
        "google sorry",
        page(
            "https://www.google.com/search?q=x",
            "<p>Our systems have detected unusual traffic from your computer network. This page "
            "checks to see if it's really you sending the requests, and not a robot.</p>" + WIDGET,
        ),
        429,
        to=("https://www.google.com/sorry/index?continue=https://www.google.com/search",),
    ),
    _wall(
        "sucuri",
        page("You are being redirected...", "<script>var s={},sucuri_cloudproxy_js='';</script>"),
        200,
    ),
    _wall(
        "stackpath",
        page(
            "StackPath",
            "<p>gazette.example is using a security service for protection against online attacks."
            " An action has triggered the service and blocked your request.</p>",
        ),
    ),
    _wall(
        "f5",
        "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
        "Please consult with your administrator.<br><br>Your support ID is: 4045</body></html>",
        200,
    ),
    _wall(
        "radware",
        page("Radware Captcha Page", "<h2>We apologize for the inconvenience...</h2>"),
        200,
        to=("https://validate.perfdrive.com/a?ssa=1&ssc=https%3A%2F%2Fwww.gazette.example",),
    ),
    _wall(
        "ddos-guard",
        page("DDoS-Guard", '<script src="/.well-known/ddos-guard/js-challenge/i.js"></script>'),
    ),
    _wall("qrator", '<html><head><script src="/__qrator/qauth_v2.js"></script></head></html>', 401),
    _wall("fastly", page("Client Challenge", '<script src="/_fs-ch-1T1/s.js"></script>'), 200),
    _wall("vercel", page("Vercel Security Checkpoint", "<p>We're verifying your browser</p>"), 429),
    _wall(
        "modsecurity 406",
        page(
            "Not Acceptable!",
            "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource "
            "could not be found on this server. This error was generated by Mod_Security.</p>",
        ),
        406,
    ),
    _wall("siteground", "", 202, headers={"sg-captcha": "challenge"}),
    _wall(
        "siteground by refresh",
        page("Robot Challenge Screen", "<script>const sgchallenge='20:1'</script>"),
        202,
        to=("https://www.gazette.example/.well-known/sgcaptcha/?r=%2F2024",),
    ),
    _wall(
        "cloudfront blocked",
        page(
            "ERROR: The request could not be satisfied",
            "<h1>403 ERROR</h1><h2>The request could not be satisfied.</h2>Request blocked. We "
            "can't connect to the server for this app or website at this time.",
        ),
    ),
    _wall(
        "wordfence",
        page(
            "Your access to this site has been limited",
            "<p>Your access to this "
            "site has been limited by the site owner. Generated by Wordfence.</p>",
        ),
        503,
    ),
    _wall(
        "own captcha page by redirect",
        page("Verification", WIDGET),
        200,
        to=(
            "https://www.gazette.example/captcha?returnUrl=%2F2024%2F05%2Fharbour-bridge-reopens.html",
        ),
    ),
    _wall(
        "yandex",
        page("Ой!", "<p>Подтвердите, что запросы отправляли вы, а не робот</p>"),
        200,
        to=("https://www.gazette.example/showcaptcha?cc=1&retpath=x",),
    ),
)

LANGUAGES = (
    _check("en are you a robot", "en", "Are you a robot?",
           "<p>To go on, tick the box.</p>" + WIDGET),
    _check("en verify human", "en", "Security Check", "<h1>Verify you are human</h1>" + WIDGET),
    _check("de roboter", "de", "Sicherheitsüberprüfung",
           "<p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>" + WIDGET),
    _check("de browser", "de", "Einen Moment bitte …",
           "<p>Ihr Browser wird überprüft. Dies dauert wenige Sekunden.</p>", 503),
    _check("fr robot", "fr", "Vérification de sécurité",
           "<p>Veuillez confirmer que vous n'êtes pas un robot.</p>" + WIDGET, 403),
    _check("es robot", "es", "Verificación de seguridad",
           "<p>Por favor, demuestre que no es un robot para continuar.</p>" + WIDGET),
    _check("es bloqueado", "es", "Acceso denegado",
           "<p>Su dirección IP ha sido bloqueada por actividad sospechosa.</p>", 403),
    _check("ru robot", "ru", "Проверка", "<h1>Подтвердите, что вы не робот</h1>" + WIDGET),
    _check("ru browser", "ru", "Один момент…",
           "<p>Проверяем ваш браузер, подождите</p>", 503),
    _check("zh slider", "zh", "安全验证",
           "<p>请完成安全验证后继续访问，向右滑动滑块填充拼图</p>"),
    _check("zh blocked", "zh", "访问被拦截",
           "<p>抱歉，您的请求被拦截，如有疑问请联系管理员</p>", 405),
    _check("ja robot", "ja", "アクセス確認",
           "<p>ロボットではないことを確認してください</p>" + WIDGET, 403),
    _check("pt robo", "pt", "Verificação", "<p>Confirme que você não é um robô.</p>" + WIDGET),
    _check("it robot", "it", "Controllo di sicurezza", "<p>Conferma di non essere un robot</p>"
           + WIDGET),
    _check("pl robot", "pl", "Weryfikacja", "<p>Potwierdź, że nie jesteś robotem</p>" + WIDGET),
    _check("nl robot", "nl", "Controle", "<p>Bevestig dat u geen robot bent</p>" + WIDGET, 429),
    _check("tr unknown wording", "tr", "gazette.example", "<p>Devam etmek için kutuyu seçin</p>"
           '<div class="h-captcha" data-sitekey="a"></div>'),
    _check("fi unknown wording", "fi", "Hetkinen", '<p>Vahvista</p><div class="cf-turnstile">'),
    _check("ko robot", "ko", "보안 확인", "<p>로봇이 아님을 확인해 주세요</p>" + WIDGET, 403),
    _check("en automated", "en", "Blocked", "<p>Your request looks automated. If you are not a "
           "bot, contact us with this number: 77121.</p>", 403),
)  # fmt: skip

BY_PATH = Case(
    "verify with return", WALL, page("Please wait", "<p>One second, we verify your browser</p>"),
    to=("https://www.gazette.example/verify?return=/2024/05/harbour-bridge-reopens.html",),
)  # fmt: skip

WALLS = (*VENDORS, *LANGUAGES, BY_PATH)
