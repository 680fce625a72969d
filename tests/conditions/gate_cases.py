"""Sign-ins, consent pages, refusals by place and portals, as sites have them."""

from __future__ import annotations

from conditions.barrier_case import Case, page
from linkassay.model import ErrorKind

LOGIN, CONSENT, GEO, OURS = "auth-required", "consent-wall", "geo-blocked", "unknown"
FORM = '<form><input name=u><input type="password" name=p><button>OK</button></form>'
HOST = "https://www.gazette.example"
PATH = "/2024/05/harbour-bridge-reopens.html"
BACK = "%2F2024%2F05%2Fharbour-bridge-reopens.html"
WHOLE = f"https%3A%2F%2Fwww.gazette.example{BACK}"
PLAIN = f"http://www.gazette.example{PATH}"


def _login(name, to, html="", **more):
    return Case(name, LOGIN, html, to=(to,), **more)


def _form(title, lang="en", words=""):
    return page(title, f"<h1>{title}</h1>{words}{FORM}", lang=lang)


LOGINS = (
    _login("login with next", f"{HOST}/login?next={BACK}", _form("Log in")),
    _login("login bare, page of scripts", f"{HOST}/login", page("Gazette", "<div id=root></div>")),
    _login("rails sign_in", f"{HOST}/users/sign_in", _form("Sign in")),
    _login("wp-login", f"{HOST}/wp-login.php?redirect_to={WHOLE}&reauth=1", _form("Log In")),
    _login("aspnet logon", f"{HOST}/Account/LogOn.aspx?ReturnUrl={BACK}", _form("Log On")),
    _login("oauth2 authorize", "https://id.gazette.example/oauth2/authorize?client_id=7&"
           f"response_type=code&redirect_uri={WHOLE}", page("", "<div id=app></div>")),
    _login("service login", f"https://accounts.gazette.example/ServiceLogin?continue={WHOLE}"),
    _login("sso host", "https://sso.publisher.example/", page("", "<div id=app></div>")),
    _login("saml", "https://idp.uni.example/idp/profile/SAML2/Redirect/SSO?SAMLRequest=fZ",
           _form("University of Somewhere")),
    _login("cas", f"https://cas.uni.example/cas/login?service={WHOLE}", _form("CAS")),
    _login("azure ad", "https://login.microsoftonline.com/7/oauth2/v2.0/authorize?client_id=1"),
    _login("session new", f"{HOST}/session/new?return_to={WHOLE}", _form("Welcome back")),
    _login("weak auth with return and form", f"{HOST}/auth/?goto={BACK}", _form("Gazette")),
    _login("path says nothing, return and form", f"{HOST}/start?dest={BACK}", _form("Hello")),
    _login("hash route", f"{HOST}/app#/login?returnUrl={BACK}", page("App", "<div id=app></div>")),
    _login("two hops", f"{HOST}/Login/", _form("Members")),
    _login("de anmelden", f"{HOST}/anmelden?ziel={BACK}", _form("Anmelden", "de")),
    _login("de konto form", f"{HOST}/konto/?weiter={BACK}", _form("Anmeldung", "de")),
    _login("fr connexion", f"{HOST}/connexion?retour={BACK}", _form("Connexion", "fr")),
    _login("fr compte form", f"{HOST}/espace/compte", _form("Connectez-vous", "fr")),
    _login("es iniciar sesion", f"{HOST}/iniciar-sesion", _form("Iniciar sesión", "es")),
    _login("es acceso", f"{HOST}/acceso?volver={BACK}", _form("Acceso de usuarios", "es")),
    _login("ru vhod", f"{HOST}/auth/vhod/", _form("Вход", "ru")),
    _login("ru unnamed", f"{HOST}/lk/?backurl={BACK}", _form("Авторизация", "ru")),
    _login("zh unnamed", f"{HOST}/u/index.html", _form("用户登录", "zh")),
    _login("zh passport", f"https://passport.gazette.example/?u={WHOLE}", _form("登录", "zh")),
    _login("pt entrar", f"{HOST}/entrar?voltar={BACK}", _form("Entrar", "pt")),
    _login("it accedi", f"{HOST}/utente/accedi.jsp", _form("Accedi", "it")),
    _login("pl logowanie", f"{HOST}/logowanie", _form("Zaloguj się", "pl")),
    _login("ja unnamed", f"{HOST}/member/?next={BACK}", _form("会員ログイン", "ja")),
    Case("form in place", LOGIN, _form("Sign in to Gazette")),
    Case("form in place de", LOGIN, _form("Anmelden | Beispielblatt", "de")),
    Case("form in place ru", LOGIN, _form("Вход в личный кабинет", "ru"), url=f"{HOST}/doc/77"),
    Case("notice in place", LOGIN, page("Gazette", "<p>You must be logged in to view this page."
         "</p>"), status=403),
    Case("notice in place fr", LOGIN, page("Forum", "<p>Vous devez être connecté pour voir ce "
         "sujet.</p>", lang="fr"), url=f"{HOST}/viewtopic.php?t=55"),
    Case("login that refuses", LOGIN, _form("Log in"), 401, to=(f"{HOST}/login?next={BACK}",)),
)  # fmt: skip

CONSENTS = (
    Case("google", CONSENT, to=(f"https://consent.google.com/m?continue={WHOLE}",)),
    Case("yahoo", CONSENT, to=(f"https://guce.yahoo.com/consent?gcrumb=7&done={WHOLE}",)),
    Case("label", CONSENT, page("", "<div id=app></div>"),
         to=(f"https://consent.gazette.example/?url={WHOLE}",)),
    Case("privacy gate host", CONSENT, page("Privacy Gate", "<p>Akkoord</p>", lang="nl"),
         to=(f"https://myprivacy.gazette.example/consent?redirectUri={WHOLE}",)),
    Case("cookiewall path", CONSENT, page("Gazette", "<p>We use cookies. Accept?</p>"),
         to=(f"{HOST}/cookiewall?target={BACK}",)),
    Case("privacy-wall path", CONSENT, page("Hallo", "<p>Wir verwenden Cookies</p>", lang="de"),
         to=(f"{HOST}/privacy-wall/index.html",)),
    Case("zustimmung", CONSENT, page("Beispielblatt", "<p>Mit Werbung weiterlesen</p>", lang="de"),
         to=(f"{HOST}/datenschutz-zustimmung?zurueck={BACK}",)),
    Case("consent weak with return", CONSENT, page("Gazette", "<p>Choose.</p>"),
         to=(f"{HOST}/consent/?next={BACK}",)),
    Case("fr consentement", CONSENT, page("", "<p>Continuer sans accepter</p>", lang="fr"),
         to=(f"{HOST}/consentement?retour={BACK}",)),
    Case("in place en", CONSENT, page("Before you continue", "<p>We and our partners store and/or "
         "access information on a device. Accept all. Reject all.</p>")),
    Case("in place de", CONSENT, page("Beispielblatt", "<h1>Ihre Zustimmung</h1><p>Wir und unsere "
         "Partner verarbeiten Daten.</p><button>Alle akzeptieren</button>", lang="de")),
    Case("in place fr", CONSENT, page("Avant de continuer", "<p>Nous utilisons des cookies.</p>"
         "<button>Tout accepter</button>", lang="fr")),
    Case("in place es", CONSENT, page("El Diario", "<p>Nosotros y nuestros socios usamos cookies."
         "</p><button>Aceptar todo</button>", lang="es")),
    Case("in place it", CONSENT, page("Il Foglio di Prova", "<p>Noi e i nostri partner utilizziamo "
         "i cookie.</p><button>Accetta tutto</button>", lang="it")),
    Case("in place pl", CONSENT, page("Szanujemy Twoją prywatność", "<p>My i nasi partnerzy</p>"
         "<button>Przejdź do serwisu</button>", lang="pl")),
    Case("in place ru", CONSENT, page("Газета", "<p>Мы используем файлы cookie. Чтобы продолжить, "
         "нам нужно ваше согласие.</p>", lang="ru")),
)  # fmt: skip

UNNAMED = (
    Case("gate at another site", CONSENT, page("Network", "<p>Please choose your home title.</p>"),
         to=(f"https://start.network.example/enter?return={WHOLE}",)),
    Case("age gate", CONSENT, page("Are you of age?", "<p>Yes. No.</p>"),
         to=(f"{HOST}/age-gate?dest={BACK}",)),
    Case("age gate ru", CONSENT, page("Вам есть 18 лет?", "<p>Да. Нет.</p>", lang="ru"),
         to=(f"{HOST}/vozrast/?back={BACK}",)),
    Case("disclaimer", CONSENT, page("Hinweis", "<p>Für Fachkreise.</p>", lang="de"),
         to=(f"{HOST}/fachkreise?weiter={BACK}",)),
)  # fmt: skip

OFFERS = (
    Case("offer", LOGIN, page("Gazette", "<h1>Support us and read every story</h1>"),
         to=(f"{HOST}/subscribe/",)),
    Case("offer de", LOGIN, page("Beispielblatt", "<h1>Plus</h1><p>Alle Texte für 2 Euro</p>",
         lang="de"), to=(f"{HOST}/abo/angebote?ref={BACK}",)),
    Case("offer fr", LOGIN, page("Nos offres", "<p>Dès 1 euro par mois</p>", lang="fr"),
         to=("https://abonnement.gazette.example/",)),
    Case("offer it, weak name", LOGIN, page("Il Foglio di Prova", "<p>Contenuto riservato agli "
         "abbonati.</p>", lang="it"), to=(f"{HOST}/offerte/",)),
    Case("offer ru", LOGIN, page("Газета", "<p>Читайте без рекламы.</p>", lang="ru"),
         to=(f"{HOST}/podpiska",)),
    Case("offer pl, weak name", LOGIN, page("Gazeta", "<p>Wybierz</p>", lang="pl"),
         to=(f"{HOST}/premium?from={BACK}",)),
)  # fmt: skip

PLACES = (
    Case("451 eea", GEO, page("451: Unavailable due to legal reasons", "<p>We recognize you are "
         "attempting to access this website from a country belonging to the European Economic Area "
         "(EEA) and therefore access cannot be granted at this time.</p>"), 451),
    Case("200 europe", GEO, page("Gazette", "<p>Unfortunately, our website is currently "
         "unavailable in most European countries.</p>")),
    Case("403 country", GEO, page("Sorry", "<h1>This service is not available in your "
         "country</h1>"), 403),
    Case("cloudflare 1009", GEO, page("Access denied | www.gazette.example used Cloudflare to "
         "restrict access", "<h1>Error 1009</h1><p>The owner of this website (www.gazette.example) "
         "has banned the country or region your IP address is in (DE) from accessing this website."
         "</p>"), 403),
    Case("geo de", GEO, page("Hinweis", "<p>Dieser Inhalt ist in Ihrem Land leider nicht verfügbar."
         "</p>", lang="de")),
    Case("geo fr", GEO, page("", "<p>Ce contenu n'est pas disponible dans votre pays.</p>",
         lang="fr"), 403),
    Case("geo es", GEO, page("", "<p>Este contenido no está disponible en su región.</p>",
         lang="es")),
    Case("geo ru", GEO, page("", "<p>Этот материал недоступен в вашей стране</p>", lang="ru"), 403),
    Case("geo zh", GEO, page("提示", "<p>抱歉，该内容在您所在的地区无法观看</p>", lang="zh")),
    Case("geo ja", GEO, page("", "<p>このコンテンツはお住まいの地域ではご利用いただけません</p>",
         lang="ja"), 403),
)  # fmt: skip

PORTALS = (
    Case("router", OURS, page("Login", FORM), url=PLAIN,
         to=(f"http://192.168.1.1/login.html?url=http%3A%2F%2Fwww.gazette.example{BACK}",)),
    Case("refused by our guard", OURS, status=None, error=ErrorKind.ADDRESS_REFUSED, url=PLAIN,
         to=(f"http://10.10.0.1:8080/?userurl=http%3A%2F%2Fwww.gazette.example{BACK}",)),
    Case("local name", OURS, page("Welcome", FORM), url=PLAIN,
         to=(f"http://router.lan/?redirect=http://www.gazette.example{PATH}",)),
    Case("coova", OURS, page("Free WiFi", "<p>Room number</p>" + FORM), url=PLAIN,
         to=("https://hotspot.hotel.example/?res=notyet&uamip=10.1.0.1&uamport=3990&mac=00-11",)),
    Case("provider", OURS, page("Welcome", "<p>Your line is not active.</p>"), url=PLAIN,
         to=(f"http://portal.provider.example/start?orig=http%3A%2F%2Fwww.gazette.example{BACK}",)),
    Case("answered in place", OURS, page("Sign in to network", "<p>Sign in to network to go on."
         "</p>"), url=PLAIN),
    Case("answered in place de", OURS, page("Hotspot", "<p>Anmeldung am Netzwerk: Bitte geben Sie "
         "Ihre Zimmernummer ein.</p>", lang="de"), url=PLAIN),
    Case("company filter", OURS, page("Blocked", "<p>This site has been blocked by your network "
         "administrator.</p>"), 403),
)  # fmt: skip

GATES = (*LOGINS, *CONSENTS, *UNNAMED, *OFFERS, *PLACES, *PORTALS)
