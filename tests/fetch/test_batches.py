"""How answers are handed over: each once, in their order, and nobody waits for a slow disk."""

from threading import Event

import pytest

from fetch.asking import NOW, fetcher, lanes
from linkassay.fetch.batches import BATCH, MOST_WAITING, Batches
from linkassay.model import HostNote, Observation, Probe
from servers import Server, answer

PATIENCE = 20.0


def seen(number):
    return Observation(f"http://a.test/{number}", NOW)


def test_nothing_is_handed_over_twice_or_out_of_order():
    told = []
    batches = Batches(told.extend, told.append)
    for number in range(2 * BATCH + 1):
        batches.add(seen(number))
    note = HostNote("a.test")
    batches.note(note)
    batches.finish()
    assert told == [*map(seen, range(2 * BATCH + 1)), note]


def failing(first_alone):
    """What was told by batches whose first `record`, or each, fails once all are under way."""
    told, free = [], Event()

    def record(batch):
        free.wait(PATIENCE)
        told.extend(batch)
        if len(told) == 1 or not first_alone:
            raise OSError(batch[0].url)

    batches = Batches(record)
    batches.add(seen(1))
    batches.flush()
    batches.add(seen(2))
    free.set()
    with pytest.raises(OSError, match="/1") as caught:
        batches.finish()
    return told, getattr(caught.value, "__notes__", [])


def test_what_failed_comes_out_and_the_rest_is_handed_over_all_the_same():
    assert failing(first_alone=True) == ([seen(1), seen(2)], [])


def test_a_second_error_is_a_note_of_the_first():
    _, (note,) = failing(first_alone=False)
    assert "http://a.test/2" in note


def test_batches_do_not_pile_up_before_a_disk_that_is_too_slow():
    free, most = Event(), []
    batches = Batches(lambda batch: free.wait(PATIENCE))
    for number in range(MOST_WAITING):
        batches.add(seen(number))
        batches.flush()
    batches.add(seen(0))
    free.set()
    batches.flush()
    most.append(len(batches._handed))
    batches.finish()
    assert most[0] <= MOST_WAITING


def test_the_web_is_asked_while_the_disk_is_slow():
    """The first batch is stored only once the host has been asked again."""
    again = Event()

    async def note(request, writer):
        if len(server.requests) > 3:
            again.set()
        await answer()(request, writer)

    with Server({"*": note}) as server:
        probes = [Probe(server.url(f"/{at}")) for at in range(6)]
        in_time = []
        by = fetcher(gap=0.6)
        by.ask(lanes(*probes), lambda batch: in_time.append(again.wait(PATIENCE / 4)))
    assert all(in_time)
