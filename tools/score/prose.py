"""Prose of five languages that says nothing of its own time, and dates as each writes them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

LANGUAGES = ("en", "de", "fr", "es", "ru")

TITLES: Mapping[str, tuple[str, ...]] = {
    "en": ("The harbour budget", "A bridge for the islands", "Who pays for the new pier"),
    "de": ("Der Haushalt des Hafens", "Eine Brücke zu den Inseln", "Wer zahlt für die Mole"),
    "fr": ("Le budget du port", "Un pont pour les îles", "Qui paiera la nouvelle jetée"),
    "es": ("El presupuesto del puerto", "Un puente a las islas", "Quién paga el nuevo muelle"),
    "ru": ("Бюджет гавани", "Мост на острова", "Кто заплатит за новый причал"),
}

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The council met in the old town hall, and the vote on the harbour took an hour.",
        "Nobody in the room had expected so large a majority for the plan.",
        "The fishing families want the northern quay to stay as it is.",
        "A survey of the sea floor showed more sand than the engineers had hoped for.",
        "The money comes from the port's own fees and from a loan of the savings bank.",
        "Critics say that the ferry would have been the cheaper answer.",
        "Two of the three shipyards have closed, and the third builds only yachts.",
        "The mayor called the decision a relief for everyone who lives by the water.",
    ),
    "de": (
        "Der Rat tagte im alten Rathaus, und die Abstimmung über den Hafen dauerte eine Stunde.",
        "Niemand im Saal hatte mit einer so großen Mehrheit für den Plan gerechnet.",
        "Die Fischerfamilien wollen, dass der nördliche Kai so bleibt, wie er ist.",
        "Eine Vermessung des Meeresbodens zeigte mehr Sand, als die Ingenieure gehofft hatten.",
        "Das Geld kommt aus den Gebühren des Hafens und aus einem Kredit der Sparkasse.",
        "Kritiker sagen, dass die Fähre die billigere Antwort gewesen wäre.",
        "Zwei der drei Werften haben geschlossen, und die dritte baut nur Jachten.",
        "Die Bürgermeisterin nannte den Beschluss eine Erleichterung für alle am Wasser.",
    ),
    "fr": (
        "Le conseil a siégé dans la vieille mairie, et le vote sur le port a duré une heure.",
        "Personne dans la salle n'attendait une majorité aussi large pour le projet.",
        "Les familles de pêcheurs veulent que le quai du nord reste comme il est.",
        "Un relevé du fond de la mer a montré plus de sable que les ingénieurs n'espéraient.",
        "L'argent vient des droits de port et d'un prêt de la caisse d'épargne.",
        "Les critiques disent que le bac aurait été la réponse la moins chère.",
        "Deux des trois chantiers ont fermé, et le troisième ne construit que des yachts.",
        "La maire a parlé d'un soulagement pour tous ceux qui vivent au bord de l'eau.",
    ),
    "es": (
        "El consejo se reunió en el viejo ayuntamiento, y la votación duró una hora.",
        "Nadie en la sala esperaba una mayoría tan grande para el proyecto.",
        "Las familias de pescadores quieren que el muelle del norte siga como está.",
        "Un estudio del fondo del mar mostró más arena de la que esperaban los ingenieros.",
        "El dinero viene de las tasas del puerto y de un préstamo de la caja de ahorros.",
        "Los críticos dicen que el transbordador habría sido la respuesta más barata.",
        "Dos de los tres astilleros han cerrado, y el tercero solo construye yates.",
        "La alcaldesa habló de un alivio para todos los que viven junto al agua.",
    ),
    "ru": (
        "Совет собрался в старой ратуше, и голосование о гавани заняло час.",
        "Никто в зале не ожидал такого большинства за этот план.",
        "Семьи рыбаков хотят, чтобы северный причал остался таким, как есть.",
        "Съёмка морского дна показала больше песка, чем надеялись инженеры.",
        "Деньги идут из портовых сборов и из кредита сберегательной кассы.",
        "Критики говорят, что паром был бы более дешёвым ответом.",
        "Две из трёх верфей закрылись, а третья строит только яхты.",
        "Мэр назвала решение облегчением для всех, кто живёт у воды.",
    ),
}

CITING: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The port office told it {at} before anybody else had heard of it.",
        "As {at} explains, the ground below the quay is the weak point.",
        "There is a longer account {at} of how the loan was agreed on.",
    ),
    "de": (
        "Das Hafenamt erzählte es {at}, bevor sonst jemand davon gehört hatte.",
        "Wie {at} erklärt wird, ist der Grund unter dem Kai die schwache Stelle.",
        "Es gibt einen längeren Bericht {at} darüber, wie der Kredit zustande kam.",
    ),
    "fr": (
        "La capitainerie l'a raconté {at} avant que personne d'autre n'en ait entendu parler.",
        "Comme on l'explique {at}, le sol sous le quai est le point faible.",
        "Il y a un récit plus long {at} de la façon dont le prêt fut conclu.",
    ),
    "es": (
        "La autoridad del puerto lo contó {at} antes de que nadie más lo supiera.",
        "Como se explica {at}, el suelo bajo el muelle es el punto débil.",
        "Hay un relato más largo {at} de cómo se acordó el préstamo.",
    ),
    "ru": (
        "Управление порта рассказало об этом {at} раньше, чем об этом услышали другие.",
        "Как объясняется {at}, слабое место здесь грунт под причалом.",
        "Есть и более длинный рассказ {at} о том, как договорились о кредите.",
    ),
}

HERE: Mapping[str, str] = {"en": "here", "de": "hier", "fr": "ici", "es": "aquí", "ru": "здесь"}

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
           "octobre", "novembre", "décembre"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
           "octubre", "noviembre", "diciembre"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
           "октября", "ноября", "декабря"),
}  # fmt: skip

_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "en": ("{m} {d}, {y}", "{d} {m} {y}"),
    "de": ("{d}. {m} {y}", "{d:02}.{n:02}.{y}"),
    "fr": ("{d} {m} {y}", "{d:02}/{n:02}/{y}"),
    "es": ("{d} de {m} de {y}", "{d:02}/{n:02}/{y}"),
    "ru": ("{d} {m} {y} года", "{d:02}.{n:02}.{y}"),
}


def written(day: date, language: str, way: int = 0) -> str:
    """A day as the language writes it: `way` 0 with the month's name, 1 another usual way."""
    forms = _WRITTEN[language]
    month = _MONTHS[language][day.month - 1]
    if language == "fr" and day.day == 1 and way == 0:
        return f"1er {month} {day.year}"
    return forms[way % len(forms)].format(d=day.day, m=month, n=day.month, y=day.year)


def paragraph(dice: random.Random, language: str, sentences: int = 3) -> str:
    """Some sentences in a row."""
    return " ".join(dice.sample(SENTENCES[language], sentences))
