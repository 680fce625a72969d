"""Which fetchers keep the contract."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from fakes import FakeFetcher
from fetch.asking import fetcher, needs_curl
from fetch.contract import FetcherContract, World
from fetch.web_contract import WebContract
from linkassay.model import HttpClient


class TestWebFetcher(WebContract):
    def make(self, resolver=None, **settings):
        return fetcher(resolver=resolver, **settings)


@needs_curl
class TestWebFetcherByCurl(WebContract):
    def make(self, resolver=None, **settings):
        return fetcher(resolver=resolver, http_client=HttpClient.CURL, **settings)


class TestFakeFetcher(FetcherContract):
    @contextmanager
    def world(self, answers: Mapping[str, str]) -> Iterator[World]:
        fake = FakeFetcher(AnyHost(answers))
        yield World(fake, "http://{}", lambda: len(fake.asked))


class AnyHost(Mapping):
    """Answers of the fake by the address without its query and fragment, on every host."""

    def __init__(self, answers):
        self.answers = answers

    def __getitem__(self, url):
        host, _, path = url.removeprefix("http://").partition("/")
        if host == "nowhere.test":
            raise KeyError(url)
        status, _, to = self.answers.get("/" + path.partition("?")[0], "404").partition(" ")
        if not to:
            return status
        if to.startswith("//"):
            return f"{status} http:{to}"
        return f"{status} http://{host}{to}" if to.startswith("/") else f"{status} {to}"

    def __iter__(self):
        return iter(self.answers)

    def __len__(self):
        return len(self.answers)
