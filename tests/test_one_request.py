"""One request for each link, however often and in whatever form documents cite it."""

from __future__ import annotations

import json
from collections import Counter

from click.testing import CliRunner

from linkassay.cli.commands import linkassay
from servers import Server, answer

SLUGS = ("harbour-opens-again", "council-counts-votes", "river-floods-garden")
"""Their pages say the same words, so that they are what was cited and nothing else is asked."""

FORMS = (
    "http://localhost:{port}/{slug}",
    "http://LOCALHOST:{port}/{slug}",
    "HTTP://LocalHost:{port}/{slug}",
    "http://localhost:{port}/{slug}#part",
    "http://localhost:{port}/{slug}#other-part",
    "http://localhost:{port}/{slug}#:~:text=words",
    "http://localhost:{port}/{slug}?utm_source=feed&utm_medium=mail",
    "http://localhost:{port}/{slug}?fbclid=aBcD",
    "http://localhost:{port}/./{slug}",
    "http://localhost:{port}/x/../{slug}",
    " http://localhost:{port}/{slug} ",
)


def page(slug: str) -> str:
    words = slug.replace("-", " ")
    places = "".join(f"<p id={name}>Some words." for name in ("part", "other-part"))
    return f"<!doctype html><title>{words}</title><h1>{words}</h1>{places}"


def test_identical_links_are_asked_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Server({f"/{slug}": answer(page(slug)) for slug in SLUGS}) as server:
        cited = [form.format(port=server.port, slug=slug) for slug in SLUGS for form in FORMS]
        html = "".join(f'<p>See <a href="{url}">this</a>.' for url in cited)
        (tmp_path / "one.md").write_text(
            "".join(f"See [it](<{url.strip()}>).\n\n" for url in cited)
        )
        (tmp_path / "two.html").write_text(f"<!doctype html><title>Two</title>{html}")
        (tmp_path / "three.txt").write_text("\n".join(url.strip() for url in cited))
        words = ["check", "one.md", "two.html", "three.txt", "--format", "json", "--gap", "0"]
        words += ["--allow-address", "127.0.0.0/8", "--allow-address", "::1/128"]
        done = CliRunner().invoke(linkassay, words)
        requests = Counter(request.target for request in server.requests)
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert requests == {f"/{slug}": 1 for slug in SLUGS}
    assert server.robots == 1
    assert told["counts"]["documents"] == 3
    assert told["counts"]["links"] == len(SLUGS)
    assert told["counts"]["citations"] >= 3 * 0.9 * len(cited)
    assert {link["condition"] for link in told["links"]} == {"ok"}
