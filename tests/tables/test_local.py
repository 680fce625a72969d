"""What is known of templates: each kind of mark is found where it stands, and nothing like it."""

import pytest

from linkassay.tables.local import template_marks


@pytest.mark.parametrize(
    "mark",
    [
        "{% include b %}",
        "{{ body }}",
        "<% top %>",
        "<?php top() ?>",
        "<?= top ?>",
        '--8<-- "b.md"',
        "-8<- b.md",
        "{!b.md!}",
        "!include b.md",
        ".. include:: b.rst",
        "::: package.module",
        ":::module",
        "```{note}",
        "[[toc]]",
    ],
)
@pytest.mark.parametrize("before", ["", "A line.\n\n", "Ein Satz mit ß.\r\n"])
def test_a_mark_is_found_at_the_beginning_of_its_line(mark: str, before: str) -> None:
    assert list(template_marks(f"{before}{mark}\nmore\n")) == [len(before)]


@pytest.mark.parametrize(
    "text", ["a ${{ b }}", "a <?xml b ?>", "a {!b!}", "see [[toc]]", "a ::: b", "a { % b"]
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert list(template_marks(text)) == []
