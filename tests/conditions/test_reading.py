from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.conditions import certainty, read
from linkassay.model import (
    Certainty,
    Condition,
    Framing,
    Hop,
    Observation,
    State,
    Strike,
    Sureness,
    Trouble,
)
from linkassay.tables.conditions import conditions, statuses, troubles
from linkassay.tables.walls import header_signs, status_signs

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DEEP = "https://www.example.org/2019/story.html"


def seen(status=200, *, via=(), final=None, url=DEEP, raw_bytes=10, **changes):
    """An answer, perhaps after redirects with the statuses `via`, ending at `final`."""
    values = {"framing": Framing.LENGTH} | changes
    headers = tuple(values.pop("headers", {}).items())
    hops = [Hop(url, step, "x") for step in via]
    hops.append(Hop(final or url, status))
    return Observation(
        url, NOW, tuple(hops), status, headers=headers, raw_bytes=raw_bytes, **values
    )


def failed(trouble, **changes):
    return Observation(DEEP, NOW, (Hop(DEEP),), trouble=trouble, **changes)


def named(observation):
    return read(observation).name


@pytest.mark.parametrize(
    ("status", "name", "sureness", "strike"),
    [
        (200, "ok", "certain", "none"),
        (203, "ok", "certain", "none"),
        (206, "ok", "certain", "none"),
        (202, "ok", "probable", "none"),
        (204, "no-content", "suspected", "none"),
        (226, "unexpected-status", "suspected", "none"),
        (101, "unexpected-status", "suspected", "none"),
        (300, "unexpected-status", "suspected", "none"),
        (304, "unexpected-status", "suspected", "none"),
        (400, "client-error", "suspected", "none"),
        (401, "auth-required", "certain", "none"),
        (402, "auth-required", "certain", "none"),
        (403, "forbidden", "suspected", "none"),
        (404, "gone", "probable", "normal"),
        (405, "client-error", "suspected", "none"),
        (407, "auth-required", "certain", "none"),
        (408, "timeout", "certain", "slow"),
        (410, "gone", "certain", "quick"),
        (418, "client-error", "suspected", "none"),
        (429, "rate-limited", "certain", "none"),
        (451, "legal-block", "certain", "none"),
        (499, "client-error", "suspected", "none"),
        (500, "server-error", "certain", "slow"),
        (503, "server-error", "certain", "slow"),
        (511, "unknown", "suspected", "none"),
        (526, "server-error", "certain", "slow"),
        (777, "unexpected-status", "suspected", "none"),
        (999, "bot-blocked", "certain", "none"),
    ],
)
def test_statuses(status, name, sureness, strike):
    condition = read(seen(status))
    assert (condition.name, condition.sureness, condition.strike) == (name, sureness, strike)
    assert str(status) in condition.reason


@pytest.mark.parametrize(
    ("trouble", "name", "strike"),
    [
        (Trouble.DNS_NAME, "dns-nxdomain", "quick"),
        (Trouble.DNS_TEMPORARY, "dns-temporary", "none"),
        (Trouble.CONNECT, "connect-failed", "slow"),
        (Trouble.DISCONNECTED, "connect-failed", "slow"),
        (Trouble.CONNECT_TIMEOUT, "timeout", "slow"),
        (Trouble.READ_TIMEOUT, "timeout", "slow"),
        (Trouble.DEADLINE, "timeout", "slow"),
        (Trouble.TLS_EXPIRED, "tls-invalid", "none"),
        (Trouble.TLS_NOT_YET_VALID, "tls-invalid", "none"),
        (Trouble.TLS_WRONG_HOST, "tls-invalid", "none"),
        (Trouble.TLS_UNTRUSTED, "tls-invalid", "none"),
        (Trouble.TLS_PROTOCOL, "tls-invalid", "none"),
        (Trouble.PROTOCOL, "protocol-error", "slow"),
        (Trouble.BAD_REDIRECT, "protocol-error", "slow"),
        (Trouble.TOO_MANY_REDIRECTS, "redirect-loop", "normal"),
        (Trouble.REDIRECT_LOOP, "redirect-loop", "normal"),
        (Trouble.HEADERS_TOO_LARGE, "unknown", "none"),
        (Trouble.ADDRESS_REFUSED, "address-refused", "none"),
        (Trouble.PORT_REFUSED, "address-refused", "none"),
        (Trouble.BUG, "unknown", "none"),
    ],
)
def test_troubles(trouble, name, strike):
    condition = read(failed(trouble))
    assert (condition.name, condition.strike) == (name, strike)


@pytest.mark.parametrize("trouble", [Trouble.ADDRESS_REFUSED, Trouble.PORT_REFUSED])
def test_what_the_guard_refuses_is_named(trouble):
    asked = replace(failed(trouble), detail="10.0.0.8 is not a public address")
    said = read(replace(asked, hops=(Hop(asked.url),))).reason
    assert "redirects" not in said
    assert said.endswith(": 10.0.0.8 is not a public address")
    moved = replace(asked, hops=(Hop(asked.url, 302), Hop("http://10.0.0.8/")))
    assert read(moved).reason.startswith("redirects to ")


def test_the_tables_are_whole():
    assert set(troubles()) == set(Trouble)
    used = {row.condition for row in troubles().values()}
    used |= {row.condition for row in statuses().values()}
    assert used <= set(conditions())
    assert all(row.source for row in conditions().values())
    for row in conditions().values():
        assert not (row.revives and row.strike is not Strike.NONE)
        if row.strike is not Strike.NONE:
            assert row.look is State.FAILING


def test_a_busy_server_that_says_when_to_come_back_is_no_error():
    assert named(seen(503, headers={"retry-after": "120"})) == "rate-limited"


def test_nothing_is_no_proof_of_a_page():
    assert named(seen(202, raw_bytes=0, framing=Framing.NONE)) == "no-content"
    assert named(seen(200, raw_bytes=0)) == "no-content"
    assert named(seen(200, raw_bytes=0, framing=Framing.NONE)) == "ok"


def test_a_body_that_breaks_off_is_less_sure():
    condition = read(seen(200, trouble=Trouble.PROTOCOL, framing=Framing.CUT))
    assert (condition.name, condition.sureness) == ("ok", Sureness.PROBABLE)
    assert named(seen(404, trouble=Trouble.READ_TIMEOUT, framing=Framing.CUT)) == "gone"


@pytest.mark.parametrize(
    ("via", "final", "name", "sureness"),
    [
        ((301,), "https://www.example.org/new/story", "ok-redirected", "probable"),
        ((308, 301), "https://example.net/story", "ok-redirected", "probable"),
        ((301, 302), "https://www.example.org/new/story", "ok-via-temporary", "certain"),
        ((302,), "https://other.test/story", "ok-via-temporary", "probable"),
        ((307,), "https://m.example.org/story", "ok-via-temporary", "certain"),
        ((301,), "https://www.example.org/", "redirect-home", "suspected"),
        ((302,), "https://example.org/index.html", "redirect-home", "suspected"),
        ((301,), "https://www.example.org/en/", "redirect-home", "suspected"),
        ((301,), "https://other.test/", "ok-redirected", "suspected"),
        ((302,), "https://other.test/", "ok-via-temporary", "suspected"),
        ((302,), "https://www.example.org/login?next=/2019", "auth-required", "probable"),
        ((302,), "https://sso.test/SignIn.aspx", "auth-required", "probable"),
        ((302,), "https://consent.google.com/m?continue=x", "bot-blocked", "certain"),
    ],
)
def test_redirects(via, final, name, sureness):
    condition = read(seen(via=via, final=final))
    assert (condition.name, condition.sureness) == (name, sureness)
    if name != "bot-blocked":
        assert final in condition.reason


def test_a_home_page_may_move_to_another_home_page():
    moved = seen(via=(301,), url="http://example.org/", final="https://www.example.org/")
    assert named(moved) == "ok-redirected"


def test_a_sign_in_page_that_was_cited_is_a_page():
    url = "https://example.org/login"
    assert named(seen(via=(302,), url=url, final="https://example.org/en/login")) != "auth-required"


def test_a_redirect_to_a_missing_page_is_read_by_its_end():
    assert named(seen(404, via=(301,), final="https://www.example.org/404")) == "gone"


@pytest.mark.parametrize("sign", header_signs(), ids=lambda sign: sign.header)
def test_every_wall_signature_makes_a_wall(sign):
    status = min(sign.statuses, default=403)
    value = f"x {sign.value}".upper() if sign.value else "yes"
    condition = read(seen(status, headers={sign.header: value}))
    assert (condition.name, condition.strike) == ("bot-blocked", Strike.NONE)
    for exception in sign.exceptions:
        assert named(seen(status, headers={sign.header: exception})) != "bot-blocked"
    if sign.statuses:
        assert named(seen(200, headers={sign.header: value})) == "ok"


def test_refusals_that_only_one_site_makes():
    for sign in status_signs():
        host = f"www.{sign.host}" if sign.host else "any.test"
        assert named(seen(sign.status, url=f"https://{host}/x")) == "bot-blocked"
        if sign.host:
            assert named(seen(sign.status, url=f"https://not{sign.host}/x")) != "bot-blocked"


@pytest.mark.parametrize(
    ("status", "headers", "name"),
    [
        (403, {"server": "cloudflare", "cf-ray": "1"}, "forbidden"),
        (404, {"server": "AkamaiGHost"}, "gone"),
        (200, {"server": "AkamaiGHost"}, "ok"),
        (503, {"server": "cloudflare"}, "server-error"),
    ],
)
def test_what_is_no_wall(status, headers, name):
    assert named(seen(status, headers=headers)) == name


def test_without_a_network_our_trouble_is_not_theirs():
    for trouble in (Trouble.DNS_NAME, Trouble.DNS_TEMPORARY, Trouble.CONNECT):
        condition = read(failed(trouble), without_network=True)
        assert (condition.name, condition.strike) == ("unknown", Strike.NONE)
    assert read(failed(Trouble.ADDRESS_REFUSED), without_network=True).name == "address-refused"


def test_certainty_follows_sureness():
    assert [certainty(sureness) for sureness in Sureness] == [
        Certainty.A,
        Certainty.B,
        Certainty.C,
    ]


@given(
    status=st.one_of(st.none(), st.integers(100, 999)),
    trouble=st.one_of(st.none(), st.sampled_from(Trouble)),
    via=st.lists(st.sampled_from([301, 302, 308]), max_size=3),
    final=st.one_of(st.just(DEEP), st.text(max_size=20)),
    headers=st.dictionaries(
        st.sampled_from([sign.header for sign in header_signs()]), st.text(max_size=9), max_size=3
    ),
    framing=st.sampled_from(Framing),
    raw_bytes=st.integers(0, 9),
)
def test_every_observation_has_a_condition(status, trouble, **changes):
    condition = read(seen(status, trouble=trouble, **changes))
    assert isinstance(condition, Condition)
    assert condition.name in conditions()
    assert condition.reason
    if status in (403, 429, 999) or (status is None and trouble and trouble.startswith("tls")):
        assert condition.strike is Strike.NONE
