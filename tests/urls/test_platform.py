"""Which hosts are asked as one."""

import pytest

from linkassay.tables.platforms import platforms, suffixes_apart
from linkassay.urls import lane_of
from linkassay.urls.site import private_suffix

SHARED = {
    "github.io": ["github.io", "someone.github.io", "docs.someone.GitHub.io."],
    "blogspot.com": ["a.blogspot.com", "b.blogspot.co.uk", "blogspot.de", "www.c.blogspot.com"],
    "wordpress.com": ["wordpress.com", "en.support.wordpress.com", "x.wordpress.com"],
    "medium.com": ["medium.com", "someone.medium.com"],
    "s3.amazonaws.com": ["bucket.s3.amazonaws.com", "s3.amazonaws.com"],
    "archive.org": ["web.archive.org", "archive.org", "wwwb-dedup.us.archive.org"],
    "wikimedia": ["de.wikipedia.org", "commons.wikimedia.org"],
    "fc2.com": ["someone.web.fc2.com", "someone.blog.fc2.com"],
}

ALONE = [
    "example.org", "www.example.org", "news.example.co.uk", "127.0.0.1", "::1", "localhost",
    "shop.uk.com", "somebody.eu.org", "home.duckdns.org", "paper.msk.ru",
    "ec2-192-0-2-1.compute-1.amazonaws.com", "mine.cloudapp.net",
    "notwordpress.com", "wordpress.com.example.org", "blogspot.example.org", "com", "co.uk", "",
]  # fmt: skip


@pytest.mark.parametrize(("platform", "host"), [(a, b) for a in SHARED for b in SHARED[a]])
def test_the_sites_of_a_platform_are_one_lane(platform, host):
    assert lane_of(host) == platform


@pytest.mark.parametrize("host", ALONE)
def test_a_host_with_a_server_of_its_own_is_its_own_lane(host):
    assert lane_of(host) == host


def test_an_address_in_brackets_is_the_address():
    assert lane_of("[2001:DB8::1]") == "2001:db8::1"


def test_the_lane_of_a_lane_is_itself():
    assert {lane_of(lane_of(host)) for listed in SHARED.values() for host in listed} == set(SHARED)


def test_the_table_says_only_what_the_suffix_list_does_not():
    hosts = [host for row in platforms() for host in row.hosts if not host.endswith(".*")]
    assert [host for host in hosts if private_suffix(f"x.{host}") is not None] == []
    assert len(hosts) == len(set(hosts))


def test_a_suffix_is_set_apart_only_where_the_list_would_make_a_platform_of_it():
    assert [one for one in suffixes_apart() if private_suffix(f"x.{one}") != one] == []
