"""Answers whose pages are read by the real reader: what tests of soft-dead pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from random import Random

from linkassay.extract.page import page_facts
from linkassay.model import Framing, Hop, Observation

WHEN = datetime(2026, 3, 4, tzinfo=UTC)

SENTENCES = {
    "en": "the harbour council met on tuesday and heard what the engineers had found below the old"
    " quay|a second survey of the walls is due in spring and may change the price of the whole"
    " plan|neighbours asked why nobody had measured the water earlier|the ferry keeps its summer"
    " hours until the work begins|three bidders were named and one of them withdrew its offer|"
    "children painted the fence blue while their parents counted votes in the hall",
    "de": "der rat der stadt hat am dienstag über den alten hafen beraten|die zweite messung der"
    " mauern folgt im frühjahr und kann den preis noch ändern|anwohner fragten warum niemand"
    " früher gemessen habe|die fähre fährt bis zum beginn der arbeiten nach dem plan des sommers|"
    "drei firmen hatten sich beworben und eine zog ihr angebot zurück",
    "fr": "le conseil du port s'est réuni mardi pour entendre les ingénieurs|une seconde mesure des"
    " murs est prévue au printemps et peut changer le prix|les voisins demandent pourquoi personne"
    " n'avait mesuré l'eau plus tôt|le bac garde ses heures d'été jusqu'au début des travaux",
    "es": "el consejo del puerto se reunió el martes para oír a los ingenieros|una segunda medida"
    " de los muros llega en primavera y puede cambiar el precio|los vecinos preguntan por qué nadie"
    " midió antes el agua|el barco mantiene su horario de verano hasta que empiece la obra",
    "ru": "совет порта собрался во вторник и выслушал инженеров|второе измерение стен пройдёт весной"
    " и может изменить цену|соседи спрашивают почему никто не измерил воду раньше|паром ходит по"
    " летнему расписанию до начала работ|три фирмы подали заявки и одна отозвала свою",
    "zh": "港口委员会星期二开会听取工程师的报告|春天还要再测一次旧墙所以价格可能改变|居民问为什么以前没有人测量水位"
    "|渡船在开工以前照夏天的时间开|三家公司报名其中一家退出",
    "ja": "港の委員会は火曜日に開かれ技術者の報告を聞いた|春には壁をもう一度測るので値段が変わるかもしれない"
    "|住民はなぜ早く水を測らなかったのかと尋ねた|工事が始まるまで船は夏の時刻で動く",
    "tr": "liman kurulu salı günü toplandı ve mühendisleri dinledi|duvarlar baharda yeniden ölçülecek"
    " ve fiyat değişebilir|komşular suyun neden daha önce ölçülmediğini sordu|vapur işler"
    " başlayana kadar yaz saatleriyle çalışıyor",
    "pl": "rada portu zebrała się we wtorek i wysłuchała inżynierów|drugi pomiar murów odbędzie się"
    " wiosną i może zmienić cenę|sąsiedzi pytają dlaczego nikt wcześniej nie zmierzył wody",
}  # fmt: skip


def prose(count: int, language: str = "en", seed: str = "") -> str:
    """So many words of made-up text (of Chinese and Japanese: signs twice as many)."""
    draw = Random(f"{language} {seed}")
    sentences = SENTENCES[language].split("|")
    joined = language in ("zh", "ja")
    pieces: list[str] = []
    while len(pieces) < count * (2 if joined else 1):
        sentence = draw.choice(sentences)
        words = list(sentence) if joined else sentence.split()
        draw.shuffle(words)
        pieces += words
    cut = pieces[: count * (2 if joined else 1)]
    return ("" if joined else " ").join(cut)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sent. `body` is HTML that follows heading and text."""

    title: str = ""
    heading: str = ""
    text: str = ""
    head: str = ""
    body: str = ""
    language: str = "en"

    def html(self) -> bytes:
        heading = f"<h1>{self.heading}</h1>" if self.heading else ""
        title = f"<title>{self.title}</title>" if self.title else ""
        return (
            f'<!DOCTYPE html><html lang="{self.language}"><head><meta charset="utf-8">{title}'
            f"{self.head}</head><body>{heading}<p>{self.text}</p>{self.body}</body></html>"
        ).encode()


def answer(
    asked: str,
    page: Page | None = None,
    *via: tuple[int, str],
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    data: bytes | None = None,
) -> Observation:
    """What was answered: redirects as (status, where to), then a page, or `data` of a kind."""
    body = data if page is None else page.html()
    urls = [asked, *(to for _, to in via)]
    hops = [Hop(url, code, to) for url, (code, to) in zip(urls, via, strict=False)]
    content = body or b""
    return Observation(
        asked,
        WHEN,
        hops=(*hops, Hop(urls[-1], status)),
        status=status,
        headers=(("content-type", kind),),
        framing=Framing.LENGTH,
        raw_bytes=len(content),
        body_sha256=sha256(content).hexdigest(),
        facts=page_facts(content, "utf-8") if page is not None else None,
    )
