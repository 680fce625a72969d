"""`python -m guard.attempts EVERY`, inside a namespace: makes every attempt to get past the guard.

Prints one line of JSON for each route: how many attempts were made, how many hosts outside were
asked on the way, how the attempts ended, and which guarded addresses were reached. `EVERY` takes
one attempt in so many.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from guard import trials
from guard.lab import Lab, ask, fetcher, urls
from guard.sink import take_everything
from linkassay.fetch import lookups
from linkassay.fetch.errors import FetchError
from linkassay.model import ErrorKind, Probe, Purpose
from web import namespace

EVERYBODY = ("0.0.0.0/0", "::/0")
REBOUND = 300
PAGE = "/2031/03/the-harbour-is-to-be-dredged"


def asked(lab: Lab) -> None:
    """Addresses as documents cite them."""
    for route in (trials.direct, trials.ports, trials.named):
        lab.told(route.__name__, ask(urls(lab.some(route())), fetcher()))


def redirected(lab: Lab) -> None:
    by = fetcher(ignore_robots=("trial.test",))
    lab.told("redirected", ask(urls(lab.some(trials.redirected())), by))
    for how in ("refresh", "meta"):
        targets = [f"http://{host}/" for host in [*trials.literals(), *trials.spelled()]]
        lab.told(how, ask(urls(lab.some(trials.led(how, targets))), by))


def purposes(lab: Lab) -> None:
    """Every reason to ask, directly and by a redirect."""
    targets = [f"http://{host}/" for host in trials.literals()]
    led = urls(lab.some(trials.led("location", targets)))
    for purpose in Purpose:
        by = fetcher(ignore_robots=("trial.test",))
        lab.told(purpose, ask([*targets[:: lab.every], *led], by, purpose))


def articles(lab: Lab) -> None:
    """Articles that the caller names."""
    by = fetcher()
    for how in ("location", "refresh", "meta"):
        targets = [f"https://{host}/" for host in trials.literals()]
        named = [*targets[:: lab.every * 3], *urls(lab.some(trials.led(how, targets)))]
        found = [by.fetch_document(Probe(url, Purpose.ARTICLE)) for url in named]
        got = sum(source is not None for _, source in found)
        lab.told(f"article by {how}", [observation for observation, _ in found], sources=got)


def robots(lab: Lab) -> None:
    """Pages that may be asked, of hosts whose robots.txt leads inside."""
    targets = [f"http://{host}/robots.txt" for host in trials.literals()]
    targets += [f"http://{host}/" for host in trials.spelled()]
    made = lab.some(trials.led("location", targets))
    for trial in made:
        lab.answers[trial.name, "/robots.txt"] = trial.answer
        lab.answers[trial.name, "/page"] = trials.PLAIN
    lab.told("robots", ask(urls(made), fetcher()))


def rebound(lab: Lab) -> None:
    """Names that are outside at one question, and inside at the next; each hop asks anew."""
    lookups.KEPT_SECONDS = 0.0
    outside, inside = ("93.184.0.1",), ("127.0.0.1",)
    patterns = ([outside, inside], [inside, outside], [outside, (*outside, *inside)])
    again = b"HTTP/1.1 302 Again\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
    for number, pattern in enumerate(patterns):
        names = [f"rebound-{number}-{at}.test" for at in range(0, REBOUND, lab.every)]
        lab.answers.update({(name, "*"): again for name in names})
        by = fetcher(Rebinding(names, pattern), ignore_robots=("test",))
        lab.told(f"rebound {number}", ask([f"http://{name}/" for name in names], by))


class Rebinding:
    """Gives the answers of a pattern in turn, to each of the names from its beginning."""

    def __init__(self, names: Sequence[str], pattern: Sequence[tuple[str, ...]]) -> None:
        self._names = frozenset(names)
        self._pattern = pattern
        self._asked: Counter[str] = Counter()

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        if host not in self._names:
            raise FetchError(ErrorKind.DNS_NAME, "there is no such name")
        self._asked[host] += 1
        return self._pattern[(self._asked[host] - 1) % len(self._pattern)]


def program(lab: Lab) -> None:
    """`linkassay check` over a document and articles, with all that it asks on its own account.

    Of a host that has one page, and sends whoever asks for anything else inside, a name beside the
    page is asked for as well.
    """
    targets = [f"http://{host}/" for host in trials.literals()]
    made = lab.some(trials.led("location", targets))
    cited = [*targets[:: lab.every], *urls(made)]
    for number, trial in enumerate(made):
        beside = f"beside-{number}.trial.test"
        lab.names[beside] = trial.addresses
        lab.answers[beside, "*"] = trial.answer
        lab.answers[beside, PAGE] = trials.PLAIN
        cited.append(f"http://{beside}{PAGE}")
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "cited.md"
        document.write_text("".join(f"A [source](<{url}>).\n\n" for url in cited))
        articles = [trial.url for trial in made[:3]]
        command = [
            sys.executable, "-m", "linkassay", "check", str(document), *articles, "--format",
            "json", "--gap", "0", "--contact", "audit@trial.test",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    beside = {path for host, path in lab.sink.asked if host.startswith("beside-")}
    told = json.loads(done.stdout)
    ends = [link["condition"] for link in told["links"]]
    lab.tell("program", ends, beside=len(beside - {PAGE, "/robots.txt"}))


def controls(lab: Lab) -> None:
    """That the sink sees what it should: by a socket, and by a fetcher that may go everywhere."""
    every = (host.strip("[]") for host in trials.literals())
    unseen = [address for address in every if not _dialled(address)]
    lab.tell("sockets", ["dialled"] * len(lab.sink.touched), unseen=unseen)
    by = fetcher(allow_address=EVERYBODY, ignore_robots=("trial.test",), hop_deadline=2.0)
    lab.told("open: direct", ask(urls(lab.some(trials.direct())), by))
    targets = [f"http://{host}/" for host in trials.literals()]
    for how in ("location", "refresh", "meta"):
        lab.told(f"open: {how}", ask(urls(lab.some(trials.led(how, targets))), by))


def _dialled(address: str) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as line:
        line.settimeout(2.0)
        try:
            line.connect((address, 80))
            line.recv(1)
        except OSError:
            return False
    return True


ROUTES: tuple[Callable[[Lab], None], ...] = (
    controls, asked, redirected, purposes, articles, robots, rebound, program,
)  # fmt: skip


def main(every: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        namespace.settle(Path(folder))
        take_everything()
        lab = Lab(every)
        with lab.sink:
            for route in ROUTES:
                route(lab)


if __name__ == "__main__":
    main(int(sys.argv[1]))
