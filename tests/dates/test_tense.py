"""Whether the sentence of a date speaks of what has passed, in five languages."""

from __future__ import annotations

import pytest

from linkassay.dates import Tense, find_mentions, tense_of


def tense(text: str, language: str | None = None) -> Tense:
    """The tense of the last date of a text."""
    return tense_of(text, list(find_mentions(text))[-1], language)


@pytest.mark.parametrize(
    "text",
    [
        "It happened on March 29, 2019.",
        "The harbour opened in May 2016, and the fair went on.",
        "The law passed in 2017 and not before.",
        "Over 260 people died on Monday, September 11, 2012, when it burned.",
        "In 2017 they said it will end.",
        "In the summer of 2015 they met.",
        "At the end of 2015, the two towns held a vote.",
        "From 2005 to 2009, and from 2011, he taught at the school. It grew from 2012.",
        "It has been mended in 2015.",
        "They didn't win in 2015.",
        "It could be fined under rules passed in 2017.",
        "He says that it began in 2017.",
        "He will say that it began in 2017.",
        "It has lain idle since 2015.",
        "Since March 2015, nothing moves.",
        "It is calm after the vote in 2014.",
        "They announced in 2015 that it will end.",
        "The two proposed in 2015, and he said no.",
        "They agreed in 2015.",
        "They met in 2015, and it will end.",
        "She was born May 3, 1955.",
        "The bridge (which may fall) opened in 2015.",
        "The earthquake in 2015 is not forgotten.",
        "They met in 2015 and it will end.",
        "He sold Mr. Marsh's ship in 2015.",
        "It will last (the bridge opened in 2015).",
        "He came to Canada in 2015.",
        "It grew to the size of 2015.",
        "It rose 10 percent to 14 percent in 2015.",
        "There Will Marsh founded it in 2015.",
        "Mr. Marsh sold it. In 2015 he left.",
        "The U.S. Senate passed it in 2015.",
    ],
)
def test_the_past_in_english(text):
    assert tense(text) is Tense.PAST


@pytest.mark.parametrize(
    "text",
    [
        "It will end in 2030.",
        "It'll end in 2030.",
        "In 2030 the fair will end.",
        "The plan, he said, was scheduled for May 2030.",
        "They said it was expected in 2030.",
        "He said in 2030 the firm will close.",
        "He was told that it could be held in 2030.",
        "The works lasted until 2030.",
        "They wanted it done by March 29, 2030.",
        "They wanted it done no later than March 29, 2030.",
        "They moved it from 2015 to spring 2030.",
        "They moved it to after June 2030.",
        "She called for a vote in 2030.",
        "She pledged a fair in 2030.",
        "She sees a law passed in 2030 as likely; it would see a law passed in 2030.",
        "It wants a vote held in 2030.",
        "It could be fined under rules to be passed in 2030.",
        "It could be fined or closed by the court in 2030.",
        "The vote is likely to be won in 2030.",
    ],
)
def test_what_is_to_come_in_english(text):
    assert tense(text) is Tense.AHEAD


@pytest.mark.parametrize(
    "text",
    [
        "The committee chooses a host in 2030.",
        "He said that the committee chooses a host in 2030.",
        "It was a loan maturing in 2030.",
        "They were ready to open in 2030.",
        "It was to be held in 2030.",
        "They were ready to build in 2030.",
        "The council he led meets in 2030.",
        "In 2030 the fair is held.",
        "In 2030 to build it they said no.",
        "He sold it — the fair in 2030",
        "He sold it - a fair in 2030",
        "He said: a fair in 2030",
        "A vote is held in 2030.",
        "The harbour opens. In 2030 it closes.",
        "In 2030, when it was dear, it fell.",
        "In 2030 to go there is dear.",
        "Two hundred in 2030.",
        "Oil for sale in April 2030 declined.",
        "The trade war in 2030, and the peace.",
        "The Mirror (May 3, 2030) page 7",
        "This article was corrected on May 3, 2030.",
        "It was changed on May 3, 2030, in this story.",
        "Last edited by a reader on May 3, 2030",
        "They were glad. Ana Bell (@anabell) March 13, 2030 It was cold.",
        "A post was shared by Ana Bell (@anabell) on Feb 6, 2030 at 7 pm",
        "November 2, 2030 Gulls returned to the pier.",
        "The daily gossip: November 2, 2030",
        "The play was given (last night May 3, 2030) in the hall.",
        "THE HARBOUR, May 3, 2030",
    ],
)
def test_what_tells_nothing_in_english(text):
    assert tense(text) is Tense.OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 29. März 2019 wurde der Hafen eröffnet.", Tense.PAST),
        ("Der Hafen wurde am 29.03.2019 eröffnet, und er wird wachsen.", Tense.PAST),
        ("Die Stadt hat den Hafen im März 2019 gebaut.", Tense.PAST),
        ("Er sagt, dass die Stadt ihn im Jahr 2019 gebaut hat.", Tense.PAST),
        ("Im Mai 2019, nach dem Fest, war es kalt.", Tense.OPEN),
        ("Im Mai 2019, war es kalt.", Tense.PAST),
        ("Der Hafen wird am 29. März 2030 eröffnet.", Tense.AHEAD),
        ("Der Hafen war bis zum 29. März 2030 gemietet.", Tense.AHEAD),
        ("Der Hafen war ab März 2030 zu mieten.", Tense.AHEAD),
        ("Es hieß, der Bau soll 2029 enden und war im Jahr 2030 geplant.", Tense.AHEAD),
        ("Für die am 01.01.2030 fällige Abgabe wurde gespart.", Tense.OPEN),
        ("Nach dem Erdbeben im März 2019 ist es still.", Tense.PAST),
        ("Der Hafen schließt im März 2030.", Tense.OPEN),
        ("Der Artikel wurde am 3. Mai 2030 aktualisiert.", Tense.OPEN),
        ("Die Stadt hat ihn im März 2019 eingeführt.", Tense.PAST),
        ("Die Stadt hat im März 2030 den ersten Hafen.", Tense.OPEN),
        ("Die Stadt hat im März 2030 einen Hafen.", Tense.OPEN),
        ("16. März 2030 Der Hafen wurde eröffnet.", Tense.OPEN),
    ],
)
def test_german(text, expected):
    assert tense(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le port a été ouvert le 29 mars 2019.", Tense.PAST),
        ("Le 1er mars 2019, la ville a construit le port.", Tense.PAST),
        ("Ils avaient construit le port en 2019.", Tense.PAST),
        ("Le port sera ouvert le 29 mars 2030.", Tense.AHEAD),
        ("La ville a loué le port jusqu’en mars 2030.", Tense.AHEAD),
        ("La ville a promis le port avant le 29 mars 2030.", Tense.AHEAD),
        ("La cour a renvoyé le procès au 1er avril 2030.", Tense.AHEAD),
        ("Depuis le séisme de mars 2019 tout est calme.", Tense.PAST),
        ("La fête a lieu le 29 mars 2030.", Tense.OPEN),
        ("Le port ferme le 29 mars 2030, la ville a été prévenue.", Tense.OPEN),
        ("Cet article a été modifié le 29 mars 2030.", Tense.OPEN),
    ],
)
def test_french(text, expected):
    assert tense(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El puerto fue inaugurado el 29 de marzo de 2019.", Tense.PAST),
        ("La ciudad construyó el puerto en marzo de 2019.", Tense.PAST),
        ("En el año 2019, la ciudad ha construido el puerto.", Tense.PAST),
        ("El puerto abrirá el 29 de marzo de 2030.", Tense.AHEAD),
        ("La ciudad alquiló el puerto hasta marzo de 2030.", Tense.AHEAD),
        ("Se aplicó a partir del 29 de marzo de 2030.", Tense.AHEAD),
        ("Tras el terremoto de marzo de 2019 hay calma.", Tense.PAST),
        ("El puerto cierra el 29 de marzo de 2030.", Tense.OPEN),
        ("La partida destinada al puerto en 2030 asciende a mil, y creció.", Tense.OPEN),
    ],
)
def test_spanish(text, expected):
    assert tense(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Порт был открыт 29 марта 2019 года.", Tense.PAST),
        ("29 марта 2019 года город построил порт.", Tense.PAST),
        ("Город построил порт в 2019 году.", Tense.PAST),
        ("Порт будет открыт 29 марта 2030 года.", Tense.AHEAD),
        ("Город сдал порт до 29 марта 2030 года.", Tense.AHEAD),
        ("После землетрясения в марте 2019 года тихо.", Tense.PAST),
        ("Порт закрывается 29 марта 2030 года.", Tense.OPEN),
        ("С начала квартала порт закрыт в марте 2030 года.", Tense.OPEN),
        ("16 сентября 2030 Город построил порт.", Tense.OPEN),
        ("Он сказал, что порт закрывается 29 марта 2030 года, и ушёл.", Tense.OPEN),
    ],
)
def test_russian(text, expected):
    assert tense(text) is expected


def test_a_language_that_is_not_read_tells_nothing():
    assert tense("Het was in 2015.", "nl") is Tense.OPEN
    assert tense("It was in 2015.", "en-GB") is Tense.PAST


def test_the_words_tell_the_language_where_the_date_does_not():
    assert tense("War in April 2030, and the end of the peace in April 2030") is Tense.OPEN
    assert tense("Es war im kalten April 2019 und im Mai 2019 in der Stadt.") is Tense.PAST
    assert tense("On 2019-03-29 the two met in the town.") is Tense.PAST
    assert (
        tense("Die Stadt wurde am 2019-03-29 von der Flut und dem Sturm getroffen.") is Tense.PAST
    )
