"""Links whose page is gone though the server says success: written by hand, in many languages."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.answered import Page, answer, prose
from conditions.soft_case import Case, Truth, beside

PAPER = "https://www.harbour-post.example"
DAY = "/2021/05/04/old-quay-walls-measured-again"

# A short page whose title or heading says it: no probe is needed.
STATED = [
    ("en-wordpress", "en", "Page not found – Harbour Post", "Oops! That page can’t be found.", "It looks like nothing was found at this location. Maybe try a search?"),
    ("en-plain", "en", "404 Not Found", "Not Found", "The requested URL was not found on this server."),
    ("en-next", "en", "404: This page could not be found", "404", "This page could not be found."),
    ("en-django", "en", "Harbour Post", "Sorry, we couldn't find that page", "Go back to the front page."),
    ("en-lost", "en", "Page unavailable | Harbour Post", "We can't find the page you're looking for", "Use the menu above."),
    ("en-removed", "en", "Harbour Post", "This article has been removed", "We apologise for the inconvenience."),
    ("en-longer", "en", "Harbour Post: content no longer available", "This story is no longer available", "Licences end. Read today's news instead."),
    ("en-expired", "en", "Listing expired - Quay Jobs", "This job is no longer available", "See similar jobs."),
    ("en-deleted", "en", "Post deleted", "This post has been deleted", "by its author"),
    ("de-1", "de", "Seite nicht gefunden – Hafenblatt", "Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert leider nicht."),
    ("de-2", "de", "Fehler 404 | Hafenblatt", "Hoppla! Diese Seite gibt es nicht mehr.", "Zur Startseite"),
    ("de-3", "de", "Hafenblatt", "Der Artikel ist nicht mehr verfügbar", "Aus rechtlichen Gründen."),
    ("de-4", "de", "Dokument nicht gefunden", "Das angeforderte Dokument wurde leider nicht gefunden", "Bitte prüfen Sie die Adresse."),
    ("fr-1", "fr", "Page introuvable - Le Quai", "Oups ! Cette page est introuvable", "Retour à l'accueil"),
    ("fr-2", "fr", "Erreur 404 | Le Quai", "La page que vous recherchez n'existe pas", "ou a été déplacée."),
    ("fr-3", "fr", "Le Quai", "Cet article n'est plus disponible", "Merci de votre compréhension."),
    ("es-1", "es", "Página no encontrada | El Muelle", "Lo sentimos, la página que busca no existe", "Volver al inicio"),
    ("es-2", "es", "Error 404 - El Muelle", "Esta noticia ya no está disponible", "Ver otras noticias"),
    ("it-1", "it", "Pagina non trovata - Il Molo", "Ops! La pagina che cerchi non esiste", "Torna alla home"),
    ("it-2", "it", "Il Molo", "L'articolo non è più disponibile", "Torna alla home"),
    ("pt-1", "pt", "Página não encontrada | O Cais", "Desculpe, a página que você procura não foi encontrada", "Voltar"),
    ("pt-2", "pt", "Erro 404", "Esta página não existe mais", "Voltar para o início"),
    ("nl-1", "nl", "Pagina niet gevonden - De Kade", "Helaas, deze pagina bestaat niet", "Terug naar de voorpagina"),
    ("sv-1", "sv", "Sidan hittades inte - Kajen", "Hoppsan! Sidan du söker finns inte", "Till startsidan"),
    ("da-1", "da", "Siden blev ikke fundet", "Siden findes ikke længere", "Til forsiden"),
    ("no-1", "no", "Fant ikke siden | Brygga", "Beklager, vi finner ikke siden du leter etter", "Til forsiden"),
    ("fi-1", "fi", "Sivua ei löytynyt – Laituri", "Etsimääsi sivua ei löytynyt", "Etusivulle"),
    ("pl-1", "pl", "Nie znaleziono strony – Nabrzeże", "Strona o podanym adresie nie istnieje", "Wróć na stronę główną"),
    ("pl-2", "pl", "Błąd 404", "Ten artykuł został usunięty", "Zobacz inne"),
    ("cs-1", "cs", "Stránka nenalezena | Přístav", "Požadovaná stránka neexistuje", "Na úvod"),
    ("sk-1", "sk", "Stránka sa nenašla", "Ľutujeme, stránka nebola nájdená", "Domov"),
    ("hu-1", "hu", "Az oldal nem található", "Sajnos a keresett oldal nem létezik", "Kezdőlap"),
    ("ro-1", "ro", "Pagina nu a fost găsită - Cheiul", "Ne pare rău, pagina pe care o cauți nu există", "Acasă"),
    ("ru-1", "ru", "Страница не найдена — Пристань", "Ошибка 404", "Такой страницы нет. Вернитесь на главную."),
    ("ru-2", "ru", "Пристань", "К сожалению, запрашиваемая страница не существует", "На главную"),
    ("ru-3", "ru", "Материал удалён", "Материал был удалён", "На главную"),
    ("uk-1", "uk", "Сторінку не знайдено | Причал", "На жаль, такої сторінки не існує", "На головну"),
    ("bg-1", "bg", "Страницата не е намерена", "Търсената страница не съществува", "Начало"),
    ("hr-1", "hr", "Stranica nije pronađena", "Stranica koju tražite ne postoji", "Početna"),
    ("el-1", "el", "Η σελίδα δεν βρέθηκε", "Λυπούμαστε, η σελίδα που ζητήσατε δεν υπάρχει", "Αρχική"),
    ("tr-1", "tr", "SAYFA BULUNAMADI", "Aradığınız sayfa bulunamadı", "Ana sayfa"),
    ("ar-1", "ar", "الصفحة غير موجودة", "عذراً، الصفحة التي تبحث عنها غير موجودة", "الرئيسية"),
    ("fa-1", "fa", "صفحه پیدا نشد", "صفحه مورد نظر شما یافت نشد", "خانه"),
    ("he-1", "he", "הדף לא נמצא", "העמוד שחיפשת לא נמצא", "לדף הבית"),
    ("zh-1", "zh", "页面不存在_港口网", "抱歉，您访问的页面不存在", "返回首页"),
    ("zh-2", "zh", "404错误", "您要查看的文章已被删除", "返回首页"),
    ("ja-1", "ja", "ページが見つかりません | 港新聞", "お探しのページは見つかりませんでした", "トップへ"),
    ("ja-2", "ja", "港新聞", "この記事は掲載を終了しました", "トップへ"),
    ("ko-1", "ko", "페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다", "홈으로"),
    ("vi-1", "vi", "Không tìm thấy trang", "Trang bạn tìm không tồn tại", "Trang chủ"),
    ("id-1", "id", "Halaman tidak ditemukan - Dermaga", "Maaf, halaman yang Anda cari tidak ditemukan", "Beranda"),
    ("th-1", "th", "ไม่พบหน้าเว็บ", "ไม่พบหน้าที่คุณต้องการ", "หน้าแรก"),
    ("hi-1", "hi", "पृष्ठ नहीं मिला", "यह पेज उपलब्ध नहीं है", "मुखपृष्ठ"),
]  # fmt: skip


def stated() -> Iterator[Case]:
    for name, language, title, heading, text in STATED:
        page = Page(title, heading, text, language=language)
        yield Case(f"stated-{name}", Truth.SOFT_404, answer(PAPER + DAY, page))


def _echoing(url: str) -> Page:
    name = url.rstrip("/").rpartition("/")[2]
    return Page(f"{name} | Harbour Post", "Nothing by that name", f"We have no {name}. {prose(30)}")


def by_sibling() -> Iterator[Case]:
    """No word gives them away: the server answers a name that cannot exist in the same way."""
    long = Page("Harbour Post", "Your daily paper", prose(700, seed="long"))
    yield Case("sibling-front-everywhere", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: long))
    yield Case("sibling-echo-title", Truth.SOFT_404, *beside(PAPER + DAY, _echoing))
    for language in ("de", "ru", "zh", "ja", "tr", "pl", "fr", "es"):
        page = Page("—", "", prose(90, language, "x"), language=language)
        url = f"https://{language}.quay.example/artikel/{language}-anlegestelle-am-alten-hafen.html"
        yield Case(
            f"sibling-wordless-{language}", Truth.SOFT_404, *beside(url, lambda _, p=page: p)
        )
    dated = [
        Page("Harbour Post", "Read on", f"{prose(300)} now 14:07:{second}, visitors 12{second}")
        for second in (11, 58)
    ]
    yield Case("sibling-clock", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: dated.pop()))
    teasers = Page("Page not found | Harbour Post", "Page not found", prose(900, seed="teasers"))
    yield Case("sibling-long-error-page", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: teasers))
    other = Page("Seite nicht gefunden", "Seite nicht gefunden", prose(400, "de", "other"))
    mine = Page("Seite nicht gefunden", "Seite nicht gefunden", prose(520, "de", "mine"))
    pages = [other, mine]
    yield Case("sibling-both-say", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: pages.pop()))
    blank = Page("Harbour Post", "", "")
    yield Case("sibling-query", Truth.SOFT_404, *beside(f"{PAPER}/a.php?id=812", lambda _: blank))
    picture = b"\x89PNG placeholder"
    url = f"{PAPER}/img/quay-1902.png"
    yield Case(
        "sibling-placeholder-picture",
        Truth.SOFT_404,
        answer(url, data=picture, kind="image/png"),
        answer(f"{PAPER}/img/qwertz-0000.png", data=picture, kind="image/png"),
    )
    same_address = '<link rel="canonical" href="https://www.harbour-post.example/welcome">'
    drawn = [
        Page("Harbour Post", "Read on", f"{prose(200)} {token}", head=same_address)
        for token in ("qmzkfw vbnt", "pplkee rtgh")
    ]
    yield Case("sibling-one-canonical", Truth.SOFT_404, *beside(PAPER + DAY, lambda _: drawn.pop()))


def of_files() -> Iterator[Case]:
    """A page in the place of a file."""
    for name, url, page in (
        ("pdf", "/files/annual-report-2019.pdf", Page("404", "Not Found", "The file is not here.")),
        ("zip", "/get/tide-tables.zip", Page("Datei nicht gefunden", "", "Zur Startseite")),
        ("doc", "/a/minutes.docx", Page("Harbour", "Oops", "Page not found. Go back.")),
    ):
        yield Case(f"file-{name}", Truth.SOFT_404, answer(f"{PAPER}{url}", page))


def sent_to_error() -> Iterator[Case]:
    short = Page("Harbour Post", "Something is wrong", "Please go back.")
    for name, where, code in (
        ("path", "/404", 302), ("file", "/error/404.html", 301), ("query", "/?e=404", 302),
        ("word", "/page-not-found", 302), ("asp", "/error.aspx?aspxerrorpath=/x", 302),
        ("de", "/seite-nicht-gefunden.html", 301), ("es", "/pagina-no-encontrada/", 302),
        ("iis", "/notfound.asp?404;https://www.harbour-post.example/x", 302),
        ("fr", "/erreur/404", 307), ("client", "/errors/notfound.htm", 200),
    ):  # fmt: skip
        chain = answer(PAPER + DAY, short, (code, PAPER + where))
        yield Case(f"error-{name}", Truth.LOST, chain)


DEAD = [*stated(), *by_sibling(), *of_files(), *sent_to_error()]
