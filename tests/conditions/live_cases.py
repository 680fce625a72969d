"""Pages that are there, and dead ones that say so, beside which a wall must not be seen."""

from __future__ import annotations

from conditions.barrier_case import STORY, Case, page, prose

HOST = "https://www.gazette.example"
BOX = '<form class=login><input name=u><input type="password" name=p><a>Log in</a></form>'
BANNER = "<div id=cmp><h2>We value your privacy</h2><p>We and our partners use cookies.</p>"
WIDGET = '<div class="g-recaptcha" data-sitekey="6Lc"></div>'
JSD = (
    "<script>window.__CF$cv$params={r:'8'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'"
)


def _live(name, html, **more):
    return Case(name, "", html, **more)


def _article(name, title, lang="en", body="", head="", **more):
    return _live(name, page(title, f"<h1>{title}</h1>{body}{prose(lang)}", head, lang), **more)


ARTICLES = (
    _article("on captchas", "Are you a robot? How captchas learned to see",
             body=f"<p>Verify you are human, they say: I'm not a robot.</p>{WIDGET}",
             url=f"{HOST}/tech/captchas"),
    _article("on captchas de", "Ich bin kein Roboter: wie Captchas arbeiten", "de"),
    _article("on captchas ru", "Вы не робот? Как устроена капча", "ru"),
    _article("on captchas zh", "人机验证是怎么来的", "zh"),
    _article("on cloudflare", "Just a moment: what _cf_chl_opt does",
             body="<pre>window._cf_chl_opt = {cvId: '3'}; captcha-delivery.com px-captcha</pre>"),
    _article("comment form with captcha", "Harbour bridge reopens",
             body=f"{WIDGET}I'm not a robot"),
    _article("cloudflare script let through", "Harbour bridge reopens", head=JSD + "</script>"),
    _article("imperva script let through", "Harbour bridge reopens",
             body='<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>'),
    _article("perimeterx sensor", "Harbour bridge reopens", head="<script>_pxAppId='PX1'</script>"),
    _article("aws waf integration", "Harbour bridge reopens",
             head='<script src="https://a.edge.sdk.awswaf.com/a/challenge.js"></script>'),
    _article("kasada let through", "Harbour bridge reopens", head='<script src="/ips.js?a=1">'
             "</script>"),
    _article("login box in the header", "Harbour bridge reopens", body=BOX),
    _article("login box de", "Hafenbrücke wieder offen", "de", BOX.replace("Log in", "Anmelden")),
    _article("login box ja", "港の橋が再開", "ja", BOX.replace("Log in", "ログイン")),
    _article("about signing in", "How to log in to your library account", body=BOX,
             url=f"{HOST}/help/how-to-log-in"),
    _article("banner en", "Harbour bridge reopens", body=BANNER),
    _article("banner de", "Hafenbrücke wieder offen", "de",
             "<p>Wir verwenden Cookies. Alle akzeptieren. Ihre Einwilligung.</p>"),
    _article("banner fr", "Le pont du port rouvre", "fr", "<p>Continuer sans accepter</p>"),
    _article("banner pl", "Most portowy otwarty", "pl", "<p>Przejdź do serwisu</p>"),
    _article("on consent", "Your consent: what cookie walls ask", url=f"{HOST}/tech/cookie-walls"),
    _article("on geo-blocks", "Why a video is not available in your country"),
    _article("on geo-blocks ru", "Почему сайт недоступен в вашей стране", "ru"),
    _article("on hotspots", "Sign in to network: how captive portals work"),
    _article("hotel guide", "Guest WiFi and room numbers", url="http://www.hotel.example/guide"),
    _article("paywall", "Harbour bridge reopens", body="<p>Subscribe to continue reading</p>"),
    _article("paywall de", "Hafenbrücke offen", "de", "<p>Jetzt abonnieren und weiterlesen</p>"),
    _article("paywall in json", "Harbour bridge reopens", head='<script type="application/ld+json">'
             '{"@type":"NewsArticle","isAccessibleForFree":false}</script>'),
    _article("access denied, a film", "Access Denied: the film", url=f"{HOST}/film/access-denied"),
    _article("security check, a report", "Security check at the harbour", "en"),
    _article("fr contrôle", "Contrôle de sécurité au port", "fr"),
)  # fmt: skip

SHORT = (
    _live("short note", page("Harbour bridge reopens", "<h1>Harbour bridge reopens</h1><p>It is "
          "open again since noon.</p>")),
    _live("short note with banner", page("Harbour bridge reopens", "<p>We use cookies. Accept all."
          "</p><h1>Harbour bridge reopens</h1><p>It is open again.</p>")),
    _live("contact form", page("Contact", f"<h1>Contact us</h1><form>Name<textarea></textarea>"
          f"{WIDGET}</form>"), url=f"{HOST}/contact"),
    _live("contact form de", page("Kontakt", f"<h1>Kontakt</h1><form>Name{WIDGET}</form>"),
          url=f"{HOST}/kontakt.html"),
    _live("newsletter", page("Newsletter", f"<h1>Subscribe to our newsletter</h1><p>Weekly.</p>"
          f"{WIDGET}"), url=f"{HOST}/subscribe/newsletter"),
    _live("poem", page("Just a moment", "<h1>Just a moment</h1><p>The tide is in.</p>"),
          url=f"{HOST}/poems/just-a-moment"),
    _live("app shell", page("Gazette", "<noscript>You need to enable JavaScript to run this app."
          '</noscript><div id="root"></div><script src="/static/js/main.js"></script>')),
    _live("app shell behind imperva", page("Gazette", '<div id="root"></div><script src="/a.js">'
          '</script><script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>')),
    _live("video that is kept back", page("Harbour bridge reopens - video", "<h1>Harbour bridge "
          "reopens</h1><p>This video is not available in your country.</p>")),
    _live("comments for members", page("Harbour bridge reopens", "<h1>Harbour bridge reopens</h1>"
          "<p>You must be logged in to post a comment.</p>")),
    _live("asked sign-in page", page("Log in", BOX), url=f"{HOST}/login"),
    _live("asked sign-in page ru", page("Вход", BOX), url=f"{HOST}/vhod/"),
    _live("asked consent page", page("Cookie settings", "<p>Accept all. Reject all.</p>"),
          url=f"{HOST}/cookie-settings"),
    _live("privacy policy", page("Privacy", "<p>This website uses cookies.</p>"),
          url=f"{HOST}/privacy"),
    _live("datenschutz", page("Datenschutz", "<p>Wir verwenden Cookies, Ihre Einwilligung.</p>"),
          url=f"{HOST}/datenschutz"),
    _live("table of ports", page("Ports", "<p>80, 443</p>"), url=f"{HOST}/ports"),
)  # fmt: skip

MOVED = (
    _article("docs auth overview", "Overview of authentication", body="<p>auth</p>",
             url=f"{HOST}/auth-overview", to=(f"{HOST}/docs/auth/overview",)),
    _article("podcast subscribe", "How we made it", url=f"{HOST}/pod/7",
             to=(f"{HOST}/podcasts/subscribe/how-we-made-it",)),
    _article("docs login", "Signing users in", url=f"{HOST}/docs/users",
             to=(f"{HOST}/docs/guides/login",)),
    _article("accounts of a bank", "Accounts", url=f"{HOST}/money",
             to=(f"{HOST}/accounts/savings",)),
    _article("session at a meeting", "New sessions", url=f"{HOST}/m",
             to=(f"{HOST}/sessions/2024",)),
    _article("member of parliament", "Members", url=f"{HOST}/mp",
             to=(f"{HOST}/members/profile?ref=/mp",)),
    _article("subscription asked for", "Prices", url=f"{HOST}/abo", to=(f"{HOST}/abo/preise",)),
    _article("on subscriptions", "How readers pay", url=f"{HOST}/s", to=(f"{HOST}/subscribe",)),
    _live("short page among offers", page("Harbour bridge reopens", "<p>At last.</p>"),
          url=f"{HOST}/harbour-bridge-reopens",
          to=(f"{HOST}/plus/harbour-bridge-reopens?from=/harbour-bridge-reopens",)),
    _article("plans of a house", "The plans", url=f"{HOST}/p", to=(f"{HOST}/plans?from=/p",)),
    _article("indonesian edition", "Jembatan", url="https://gazette.example/a",
             to=("https://id.gazette.example/a",)),
    _article("my. host", "Harbour", url=f"{HOST}/h", to=("https://my.gazette.example/h",)),
    _article("log in depth", "In depth", url=f"{HOST}/depth", to=(f"{HOST}/log/in-depth",)),
    _article("catalogue", "Catalog in print", url=f"{HOST}/c", to=(f"{HOST}/catalog/in/print",)),
    _article("sso story", "A story", url=f"{HOST}/s", to=(f"{HOST}/2024/sso-for-all",)),
    _article("there and back with a cookie", "Harbour bridge reopens",
             to=("https://sso.gazette.example/check?next=x", STORY + "?ok=1")),
    _article("https and slash", "Harbour bridge reopens", url="http://gazette.example/a",
             to=("https://gazette.example/a", "https://www.gazette.example/a/")),
    _article("language chosen", "Pont", "fr", url=f"{HOST}/p", to=(f"{HOST}/fr/p?from=/p",)),
    _article("other site, source told", "Harbour bridge", url="https://old.example/harbour",
             to=("https://new.example/harbour?utm_source=old&ref=https://old.example/harbour",)),
    _article("privacy moved", "Privacy", url=f"{HOST}/privacy-policy",
             to=(f"{HOST}/legal/privacy",)),
    _article("verification handbook", "Verification", url=f"{HOST}/v",
             to=(f"{HOST}/handbook/verification",)),
    _article("intranet cited", "Wiki", url="http://wiki.lan/a", to=("http://wiki.lan/b",)),
    _article("by address", "Page", url="http://192.0.2.7/a", to=("http://192.0.2.7/b?url=/a",)),
)  # fmt: skip

DEAD = (
    Case("sent to an error page", "", page("Page not found", "<h1>Page not found</h1>"),
         to=(f"{HOST}/error?returnUrl=%2F2024%2F05%2Fharbour-bridge-reopens.html",)),
    Case("empty template with a banner", "", page("- Gazette", "<p>We use cookies. Accept all.</p>"
         "<p>Home News Sport Culture Opinion About Contact Imprint Privacy Terms Newsletter"
         " Podcasts Weather Traffic Jobs Cars Homes Notices Archive Search Menu Help Shop Events"
         " Games Quiz Puzzles Cartoons Letters Corrections</p>")),
    Case("soft 404 with a banner", "", page("Error – Gazette", "<h1>Something went wrong</h1><p>We "
         "use cookies. Accept all.</p>")),
    Case("russian oops", "", page("Ой | Газета", "<h1>Материал недоступен</h1>", lang="ru")),
    Case("404 behind cloudflare", "", page("Page not found", "<h1>404</h1>", JSD + "</script>"),
         404, headers={"server": "cloudflare", "cf-ray": "8f"}),
    Case("404 behind akamai", "", page("Not Found", "<h1>Not Found</h1>"), 404,
         headers={"server": "AkamaiGHost"}),
    Case("404 with datadome", "", page("Not Found", "<p>Nothing here</p>"), 404,
         headers={"x-datadome": "allowed", "x-datadome-cid": "AHrl"}),
    Case("404 with search and captcha", "", page("Not found", f"<p>Tell us</p>{WIDGET}"), 404),
    Case("410 with a login box", "", page("Gone", BOX), 410),
    Case("404 after a login redirect", "", page("Not found", "<h1>Not found</h1>"), 404,
         to=(f"{HOST}/login?next=/x",)),
    Case("500 with a script", "", page("Error", "<p>Oops</p>" + JSD + "</script>"), 500),
    Case("503 for repairs", "", page("Back soon", "<p>We are working on it.</p>" + JSD
         + "</script>"), 503),
    Case("403 of apache", "", page("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission"
         " to access this resource.</p>"), 403),
    Case("403 access denied", "", page("Access Denied", "<h1>Access Denied</h1>"), 403),
)  # fmt: skip

NEAR = (
    Case("404 at a robot check", "", page("Not found", "<p>Gone.</p>"), 404,
         to=(f"{HOST}/captcha?return=%2F2024%2F05%2Fharbour-bridge-reopens.html",)),
    Case("404 at another site's gate", "", page("Not found", "<p>Gone.</p>"), 404,
         to=("https://start.other.example/?return=" + STORY,)),
    Case("not found, with a robot", "", page("Page not found", f"<p>I'm not a robot</p>{WIDGET}")),
    Case("404 of a region", "", page("Hm", "<p>Not available. Choose your region.</p>"), 404),
    _live("short page with a box", page("Note", f"<h1>Note</h1>{BOX}<p>Open again.</p>"),
          url=f"{HOST}/n/7"),
    _live("short page with a box, moved", page("Note", f"<h1>Note</h1>{BOX}<p>Open again.</p>"),
          url=f"{HOST}/n/8", to=(f"{HOST}/en/n/8",)),
    _live("short page with a link to sign in", page("Note", "<p>Open again. Log in</p>"),
          url=f"{HOST}/n/9"),
    _live("comment prompt on a page without words in its address", page("Note", "<h1>Note</h1>"
          + "<p>The bridge is open for carts and walkers.</p>" * 9
          + "<p>You must be logged in to post a comment.</p>"), url=f"{HOST}/?p=77"),
    _article("box and a parameter", "Harbour bridge reopens", body=BOX, url=f"{HOST}/b",
             to=(f"{HOST}/en/b?next=/b",)),
    _live("asked privacy page", page("Before you continue", "<p>What we ask.</p>"),
          url=f"{HOST}/privacy-choices"),
    _live("story of that name", page("Before you continue", "<p>A story.</p>"),
          url=f"{HOST}/stories/before-you-continue"),
    _live("moved, with a banner", page("Note", f"<h1>Note</h1>{BANNER}</div><p>Open again.</p>"),
          url=f"{HOST}/n/10", to=(f"{HOST}/en/n/10",)),
    _article("handbook on consent", "Cookies", url=f"{HOST}/hb",
             to=(f"{HOST}/handbook/cookie-consent",)),
    _live("what a portal is", page("Captive portal", "<p>Sign in to network: a page.</p>"),
          url="http://wiki.example/captive-portal"),
    _live("network, with tls", page("Note", "<p>Sign in to the network of artists.</p>"),
          url=f"{HOST}/n/11"),
    _live("moved, its source told, short", page("Harbour", "<p>Open again.</p>"),
          url="https://old.example/h", to=("https://new.example/h?ref=https://old.example/h",)),
    _live("moved without tls, its source told", page("Harbour news", "<p>Open again.</p>"),
          url="http://old.example/harbour", to=("https://new.example/?ref=http://old.example/harbour",)),
    _live("moved to a welcome host", page("Harbour", "<p>Open again.</p>"),
          url="http://old.example/h", to=("https://welcome.new.example/h",)),
    _live("moved, with one parameter of hotspots", page("Harbour", "<p>Open again.</p>"),
          url="http://old.example/h", to=("https://new.example/h?ssid=5",)),
    _live("museum of captchas", page("Museum", "<p>Open on Sundays.</p>"),
          url=f"{HOST}/museum/captcha", to=(f"{HOST}/de/museum/captcha",)),
    _live("room of captchas", page("Museum", "<p>Open on Sundays.</p>"), url=f"{HOST}/m2",
          to=(f"{HOST}/captcha/museum",)),
    _live("robot for sale", page("Robot vacuum", "<h1>Robot vacuum</h1><p>Verified seller, buyer "
          "protection, 120 m².</p>"), url=f"{HOST}/p/77123"),
    Case("503 with many words of requests", "", page("Server overloaded", "<p>Too many requests "
         "right now; the site will be back.</p>"), 503),
)  # fmt: skip

CLOSE = (
    _live("form on a page without words in its address", page("Write", f"<p>{'Tell us. ' * 15}</p>"
          f"{WIDGET}"), url=f"{HOST}/f/3"),
    _live("a drain, not us", page("Blocked", f"<p>{'The drain by the church. ' * 9}</p>"),
          url=f"{HOST}/p/8"),
    _article("guide to networks, moved", "Networks", url="http://wifi.guide.example/a",
             to=("https://wifi.atlas.example/a?ref=http://wifi.guide.example/a",)),
    _article("parameters that were asked", "Radio", url="http://radio.example/a?ssid=5&called=x",
             to=("https://wave.example/a?ssid=5&called=x",)),
    _live("there and back again", page("Note", "<h1>Note</h1><p>Open again.</p>"),
          url=f"{HOST}/x?next=/x", to=(f"{HOST}/cookie", f"{HOST}/x?next=/x")),
)  # fmt: skip

LIVE = (*NEAR, *CLOSE, *ARTICLES, *SHORT, *MOVED, *DEAD)
