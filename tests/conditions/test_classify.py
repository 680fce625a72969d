from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.soft_answers import Page, answer, prose
from linkassay.conditions import Network, classify_observation
from linkassay.model import Condition, ConditionName, Confidence, ErrorKind, Framing, Hop, Strike
from linkassay.tables.conditions import conditions
from linkassay.tables.walls import header_signs, status_signs
from observed import DEEP, failed, seen


def named(observation):
    return classify_observation(observation).name


@pytest.mark.parametrize(
    ("status", "name", "confidence", "strike"),
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
def test_statuses(status, name, confidence, strike):
    condition = classify_observation(seen(status))
    assert (condition.name, condition.confidence, condition.strike) == (name, confidence, strike)
    assert str(status) in condition.reason


@pytest.mark.parametrize(
    ("error", "name", "strike"),
    [
        (ErrorKind.DNS_NAME, "dns-nxdomain", "quick"),
        (ErrorKind.DNS_TEMPORARY, "dns-temporary", "none"),
        (ErrorKind.CONNECT, "connect-failed", "slow"),
        (ErrorKind.DISCONNECTED, "protocol-error", "slow"),
        (ErrorKind.CONNECT_TIMEOUT, "timeout", "slow"),
        (ErrorKind.READ_TIMEOUT, "timeout", "slow"),
        (ErrorKind.DEADLINE, "timeout", "slow"),
        (ErrorKind.TLS_EXPIRED, "tls-invalid", "none"),
        (ErrorKind.TLS_NOT_YET_VALID, "tls-invalid", "none"),
        (ErrorKind.TLS_WRONG_HOST, "tls-invalid", "none"),
        (ErrorKind.TLS_UNTRUSTED, "tls-invalid", "none"),
        (ErrorKind.TLS_PROTOCOL, "tls-invalid", "none"),
        (ErrorKind.PROTOCOL, "protocol-error", "slow"),
        (ErrorKind.BAD_REDIRECT, "protocol-error", "slow"),
        (ErrorKind.TOO_MANY_REDIRECTS, "client-dependent", "none"),
        (ErrorKind.REDIRECT_LOOP, "redirect-loop", "normal"),
        (ErrorKind.HEADERS_TOO_LARGE, "unknown", "none"),
        (ErrorKind.ADDRESS_REFUSED, "address-refused", "none"),
        (ErrorKind.PORT_REFUSED, "address-refused", "none"),
        (ErrorKind.BUG, "unknown", "none"),
        (ErrorKind.NO_ROUTE, "unknown", "none"),
        (ErrorKind.SECRET_WITHHELD, "auth-required", "none"),
    ],
)
def test_errors(error, name, strike):
    condition = classify_observation(failed(error))
    assert (condition.name, condition.strike) == (name, strike)


@pytest.mark.parametrize("error", [ErrorKind.ADDRESS_REFUSED, ErrorKind.PORT_REFUSED])
def test_what_the_guard_refuses_is_named(error):
    asked = replace(failed(error), detail="10.0.0.8 is not a public address")
    said = classify_observation(replace(asked, hops=(Hop(asked.url),))).reason
    assert "redirects" not in said
    assert said.endswith(": 10.0.0.8 is not a public address")
    moved = replace(asked, hops=(Hop(asked.url, 302), Hop("http://10.0.0.8/")))
    assert classify_observation(moved).reason.startswith("redirects to ")


def test_from_one_secret_of_an_address_to_another_is_no_move():
    asked = seen(200)
    moved = replace(asked, hops=(Hop(asked.url, 301), Hop(asked.url, 200)))
    assert named(moved) == "ok"
    assert named(replace(asked, hops=(Hop(asked.url + "#shown", 200),))) == "ok"


def test_a_busy_server_that_says_when_to_come_back_is_no_error():
    assert named(seen(503, headers={"retry-after": "120"})) == "rate-limited"


@pytest.mark.parametrize(
    ("status", "name", "strike"),
    [
        (404, "gone", "normal"),
        (410, "gone", "quick"),
        (500, "server-error", "slow"),
        (200, "ok", "none"),
    ],
)
def test_to_say_when_to_come_back_changes_no_other_answer(status, name, strike):
    condition = classify_observation(seen(status, headers={"retry-after": "120"}))
    assert (condition.name, condition.strike) == (name, strike)


def test_a_body_that_we_stopped_reading_is_not_an_empty_one():
    assert named(seen(200, raw_bytes=0, framing=Framing.CAPPED)) == "ok"
    assert named(seen(200, raw_bytes=0, framing=Framing.CUT)) == "ok"


def test_nothing_is_no_proof_of_a_page():
    assert named(seen(202, raw_bytes=0, framing=Framing.NONE)) == "no-content"
    assert named(seen(200, raw_bytes=0)) == "no-content"
    assert named(seen(200, raw_bytes=0, framing=Framing.NONE)) == "ok"


def test_a_body_that_breaks_off_is_less_sure():
    condition = classify_observation(seen(200, error=ErrorKind.PROTOCOL, framing=Framing.CUT))
    assert (condition.name, condition.confidence) == ("ok", Confidence.PROBABLE)
    assert named(seen(404, error=ErrorKind.READ_TIMEOUT, framing=Framing.CUT)) == "gone"


@pytest.mark.parametrize(
    ("via", "final", "name", "confidence"),
    [
        ((301,), "https://www.example.org/new/story", "ok-via-temporary", "probable"),
        ((308, 301), "https://example.net/story", "ok-via-temporary", "probable"),
        ((301, 302), "https://www.example.org/new/story", "ok-via-temporary", "probable"),
        ((302,), "https://other.test/story", "ok-via-temporary", "probable"),
        ((307,), "https://m.example.org/story", "ok-via-temporary", "probable"),
        ((301,), "https://www.example.org/", "redirect-home", "suspected"),
        ((302,), "https://example.org/index.html", "redirect-home", "suspected"),
        ((301,), "https://www.example.org/en/", "redirect-home", "suspected"),
        ((301,), "https://other.test/", "redirect-elsewhere", "suspected"),
        ((302,), "https://other.test/", "redirect-elsewhere", "suspected"),
        ((302,), "https://www.example.org/login?next=/2019", "auth-required", "probable"),
        ((302,), "https://sso.test/SignIn.aspx", "auth-required", "probable"),
        ((302,), "https://consent.google.com/m?continue=x", "consent-wall", "certain"),
    ],
)
def test_redirects(via, final, name, confidence):
    condition = classify_observation(seen(via=via, final=final))
    assert (condition.name, condition.confidence) == (name, confidence)
    assert final in condition.reason


def test_only_a_page_that_is_recognised_has_moved_for_good():
    """A new address is advised for that alone."""
    url, site = "https://example.org/2019/harbour-plan", "https://www.example.org"
    kept = seen(via=(301,), url=url, final=f"{site}/plans/harbour-plan")
    unknown = seen(via=(301,), url=url, final=f"{site}/prices/of/2024")
    told = [classify_observation(one) for one in (kept, unknown)]
    assert [(one.name, one.confidence) for one in told] == [
        ("ok-redirected", Confidence.CERTAIN),
        ("ok-via-temporary", Confidence.PROBABLE),
    ]


@pytest.mark.parametrize(
    ("final", "name"),
    [
        ("https://www.example.org/login?next=/2019", "auth-required"),
        ("https://consent.example.org/?to=x", "consent-wall"),
        ("https://www.example.org/subscribe", "auth-required"),
        ("https://www.example.org/showcaptcha?continue=https%3A%2F%2Fexample.org%2F2019%2Fstory",
         "bot-blocked"),
        ("https://www.example.org/", "redirect-home"),
        ("https://www.example.org/error/404", "redirect-elsewhere"),
        ("https://www.example.org/search?q=harbour", "redirect-elsewhere"),
        ("https://www.example.org/new/story", "robots-disallowed"),
        ("https://www.example.org/a/17", "robots-disallowed"),
    ],
)  # fmt: skip
def test_where_robots_keep_off_the_end_of_a_chain_its_address_tells(final, name):
    url = "https://example.org/2019/story"
    off = seen(via=(302,), url=url, final=final, status=None, error=ErrorKind.ROBOTS)
    condition = classify_observation(off)
    assert condition.name == name
    assert condition.strike is Strike.NONE
    assert named(seen(url=final, status=None, error=ErrorKind.ROBOTS)) == "robots-disallowed"


def test_a_consent_page_that_was_cited_is_a_page():
    url = "https://consent.google.com/about"
    assert named(seen(url=url)) == "ok"
    assert named(seen(via=(302,), final=url)) == "consent-wall"


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
    condition = classify_observation(seen(status, headers={sign.header: value}))
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
def test_what_is_not_a_wall(status, headers, name):
    assert named(seen(status, headers=headers)) == name


def test_without_a_network_our_trouble_is_not_theirs():
    for error in (ErrorKind.DNS_NAME, ErrorKind.DNS_TEMPORARY, ErrorKind.CONNECT):
        condition = classify_observation(failed(error), network=Network.DOWN)
        assert (condition.name, condition.strike) == ("unknown", Strike.NONE)
    refused = classify_observation(failed(ErrorKind.ADDRESS_REFUSED), network=Network.DOWN)
    assert refused.name == "address-refused"
    gone = classify_observation(seen(404), network=Network.DOWN)
    assert gone.name == "gone"


def test_no_way_from_here_is_our_own_trouble_and_says_so():
    said = classify_observation(failed(ErrorKind.NO_ROUTE))
    assert said.name is ConditionName.UNKNOWN
    assert said.reason == "could not be asked: this machine has no route to it"


@given(
    status=st.one_of(st.none(), st.integers(100, 999)),
    error=st.one_of(st.none(), st.sampled_from(ErrorKind)),
    via=st.lists(st.sampled_from([301, 302, 308]), max_size=3),
    final=st.one_of(st.just(DEEP), st.text(max_size=20)),
    headers=st.dictionaries(
        st.sampled_from([sign.header for sign in header_signs()]), st.text(max_size=9), max_size=3
    ),
    framing=st.sampled_from(Framing),
    raw_bytes=st.integers(0, 9),
)
def test_every_observation_has_a_condition(status, error, **changes):
    condition = classify_observation(seen(status, error=error, **changes))
    assert isinstance(condition, Condition)
    assert condition.name in conditions()
    assert condition.reason
    if status in (403, 429, 999) or (status is None and error and error.startswith("tls")):
        assert condition.strike is Strike.NONE


def test_an_address_that_was_given_to_another_page_is_not_its_page():
    """The server knows what it has, and a known page was titled by its address."""
    url = "https://quay.example/notes/low-water-marks"
    known = answer(url, Page("Low water marks", "Low water marks", prose(200)))
    gone = answer(f"{url}x", Page("Not Found"), status=404)
    other = answer(url, Page("Our spring offers", "Buy now", prose(200, "de")))
    edited = answer(url, Page("Marks of the low water", "New", f"{prose(200)} corrected"))
    retitled = answer(url, Page("Quay", "Notes", f"{prose(200)} corrected"))
    for seen_now, expected in ((other, "probable"), (edited, "certain"), (retitled, "certain")):
        condition = classify_observation(seen_now, sibling=gone, known=known)
        assert (condition.name, condition.confidence) == ("ok", expected)
    assert classify_observation(other, sibling=gone).confidence is Confidence.CERTAIN


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (Page("Altersprüfung", "", "Sind Sie über 18?"), "consent-wall"),
        (Page("Quay Notes", "Lantern room", "It may be seen."), "redirect-elsewhere"),
        (Page("Account Suspended", "Account Suspended", "Contact us."), "suspended"),
    ],
)
def test_a_place_where_all_are_sent_and_asked_is_no_lost_page(page: Page, name: str) -> None:
    site = "https://www.quay-notes.example"
    asked, beside = (f"{site}/a/{one}-water-marks" for one in ("low", "qzvxwk"))
    found, other = (answer(one, page, (302, f"{site}/door?z=1")) for one in (asked, beside))
    assert classify_observation(found, sibling=other).name == name
    assert classify_observation(found).name in ("redirect-elsewhere", "suspended")
