"""What is printed."""

from __future__ import annotations

from bench import parts, rows
from bench.audits import Audited
from bench.measure import Cost
from bench.seams import ASKING, Parts
from bench.table import Row, extrapolated, not_done, spread, told


def run(wall: float, cpu: float = 1.0, asking: float = 0.0, **outside: float) -> Audited:
    return Audited(
        Cost(wall, cpu, 50.0, 0), Parts({ASKING: 9.0, **outside}, {ASKING: 9.0}, 1000, asking), 5000
    )


def test_a_row_names_what_was_missed():
    line = told(Row("flood: asking", "2.00 s", "1.00 s", "0.50 x", ">= 0.9", "10 links", False))
    assert line.startswith("  flood: asking ")
    assert line.endswith("10 links  MISSED")
    assert told(Row("a", met=True)).endswith("met")
    assert told(Row("a", "1")) == told(Row("a", "1")).rstrip()


def test_a_spread_has_its_ends_where_there_are_several():
    assert spread([2.0], "s") == "2.00 s"
    assert spread([3.0, 1.0, 2.5], "s", 1) == "2.5 s (1.0-3.0)"


def test_what_was_stopped_is_told_and_extrapolated():
    assert extrapolated(30, 500, 2000) == 120
    assert not_done(30, 500, 2000) == "not done in 30 s at 500 of 2,000 links: extrapolated 120 s"
    assert not_done(30, 0, 2000) == "not done in 30 s at 0 of 2,000 links"


def test_a_pace_is_that_of_the_medians_beside_the_peers_whole_run():
    ours = [run(4, asking=2), run(5, asking=3), run(9, asking=8)]
    row = rows.pace("x", ours, [run(1.5), run(0.1), run(9)], rows.asking, 0.5)
    assert (row.ratio, row.met) == ("0.50 x", True)
    assert rows.pace("x", ours, [run(1.5)], rows.whole, 0.5).met is False
    assert rows.pace("x", ours, [], rows.whole, 0.5).met is None


def test_cost_of_a_link_leaves_out_asking_where_it_says_so():
    told_rows = rows.costs("x", [run(1, cpu=10.0, dating=0.02, rules=0.03)], [], 1000)
    assert [row.ours for row in told_rows] == ["10,000 µs", "50 µs", "50 MiB", "5"]
    assert told_rows[1].met is True


def test_a_profile_has_each_part_and_their_sums():
    lines = parts.profile(
        Parts({ASKING: 0.3, "dating": 0.1}, {ASKING: 0.6, "dating": 0.2}, 0, 0), 1000
    )
    told_of = {line[:28].strip(): line.split()[-2:] for line in lines}
    assert told_of["dating"] == ["100.0", "200.0"]
    assert told_of["all outside of asking"] == ["100.0", "200.0"]
    assert told_of["all"] == ["400.0", "800.0"]


def test_a_run_that_did_not_do_its_work_has_no_pace():
    short = Audited(Cost(3, 1, 1, 0), Parts({}, {}, 999, 2))
    failed = Audited(Cost(3, 1, 1, 2), Parts({}, {}, 1000, 2))
    late = Audited(Cost(3, 1, 1, 3, late=True), Parts({}, {}, 500, 2))
    told_of = [rows.spoilt("x", [run(1), one], 1000, "") for one in (short, failed, late)]
    assert [row.ours for row in told_of] == [
        "ended with code 0 at 999 of 1,000 links",
        "ended with code 2 at 1,000 of 1,000 links",
        "not done in 3 s at 500 of 1,000 links: extrapolated 6 s",
    ]
    assert rows.spoilt("x", [run(1)], 1000, "") is None
