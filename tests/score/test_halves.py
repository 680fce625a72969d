"""The halves of a set, and the table of both."""

from score.halves import Half, half_of, in_halves, table


def test_a_half_is_told_by_the_name_alone():
    assert half_of("example.org") is half_of("example.org")
    names = [f"host{number}.example" for number in range(1000)]
    tune = sum(half_of(name) is Half.TUNE for name in names)
    assert 450 < tune < 550


def test_each_thing_is_in_one_half_and_in_order():
    names = [f"host{number}.example" for number in range(20)]
    halves = in_halves(names, lambda name: name)
    assert sorted(halves[Half.TUNE] + halves[Half.REPORT]) == sorted(names)
    assert all(half == sorted(half, key=names.index) for half in halves.values())


def test_the_figures_stand_side_by_side():
    def rows(items):
        return [("count", str(len(items))), *(("odd", item) for item in items if item == "b")]

    told = table("Things", rows, {Half.TUNE: ["a", "b"], Half.REPORT: ["c"]})
    assert told.splitlines() == [
        "Things",
        "         tune  report",
        "  count  2     1",
        "  odd    b     -",
    ]
