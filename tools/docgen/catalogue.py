"""The rule catalogue, from the rules' own words and examples."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.markdown import GENERATED, fenced, table
from linkassay.model import Example, Requires, RuleEntry

_NEEDS = {
    Requires.READING: "the document alone",
    Requires.COPIES: "the other documents of the audit",
    Requires.FILES: "the document and the files around it",
    Requires.ANSWER: "an answer from the web",
    Requires.RECOVERY: "an answer from the web; fixed once the link has been seen alive again",
}


def rule_page() -> str:
    """The catalogue of all rules found in the package, and what no rule speaks of."""
    from linkassay import rules

    return catalogue_page(rules.catalogue()) + "\n" + silent_conditions()


def catalogue_page(entries: Mapping[str, RuleEntry]) -> str:
    """The catalogue of these rules, by name."""
    ordered = [entries[slug] for slug in sorted(entries)]
    rows = [
        (
            f"[{entry.rule.slug}](#{entry.rule.slug})",
            entry.rule.level.value,
            entry.rule.confidence.value,
            _first_sentence(entry.notes.says),
        )
        for entry in ordered
    ]
    parts = [
        GENERATED,
        "# Rules\n",
        "A rule is named after the defect. *Level* is how much a finding matters, *confidence* how "
        "far it can be trusted: certain, probable or suspected. Both are the rule's usual "
        "ones; a finding may carry others. Each example is also a test.\n",
        table(("rule", "level", "confidence", "says"), rows),
    ]
    return "\n".join(parts + [_chapter(entry) for entry in ordered])


def silent_conditions() -> str:
    """The conditions that no rule speaks of, and why."""
    from linkassay.tables.conditions import conditions

    rows = [(f"`{row.name}`", row.silent) for row in conditions().values() if row.silent]
    return "## Conditions that no rule speaks of\n\n" + table(("condition", "why"), rows)


def _chapter(entry: RuleEntry) -> str:
    rule, notes = entry.rule, entry.notes
    claims = ", ".join(f"`{name}`" for name in sorted(rule.conditions))
    facts = (
        f"{rule.level.value.capitalize()}, confidence {rule.confidence.value}. "
        f"Asked once per {rule.subject.value}; needs {_NEEDS[rule.requires]}. "
        f"Counted as “{rule.counted[1]}”. Since {rule.since}."
        + (f" Speaks of the conditions {claims}." if claims else "")
        + "\n"
    )
    parts = [
        f"## {rule.slug}\n",
        facts,
        notes.says.strip() + "\n",
        f"**Why it matters.** {notes.matters.strip()}\n",
        f"**What to do.** {notes.do.strip()}\n",
        f"**When it is wrong.** {notes.wrong.strip()}\n",
    ]
    parts += [_example("Speaks on", example) for example in rule.faulty[:1]]
    parts += [_example("Is silent on", example) for example in rule.sound[:1]]
    return "\n".join(parts)


def _example(verb: str, example: Example) -> str:
    why = f" ({example.why.strip().rstrip('.')})" if example.why else ""
    earlier = enumerate(example.before, 1)
    answers = "".join(f"- on day {day} all answered `{said}`\n" for day, said in earlier)
    for url, said in example.answers.items():
        shows = f" and shows `{example.pages[url]}`" if url in example.pages else ""
        answers += f"- `{url}` answers `{said}`{shows}\n"
    if example.limited is not None:
        answers = f"- read under a limit: `{example.limited}`\n{answers}"
    beside = "".join(f"- beside it lies `{name}`\n" for name in example.files)
    if "://" in example.locator:
        beside = f"- read at `{example.locator}`\n{beside}"
    for name, text in example.documents.items():
        beside += f"- audited with `{name}`:\n\n{fenced(text.strip(chr(10)), 'text')}"
    parts = [f"{verb}{why}:\n", fenced(example.text.strip("\n"), "text")]
    return "\n".join(parts + [facts for facts in (answers, beside) if facts])


def _first_sentence(text: str) -> str:
    line = " ".join(text.split())
    head, dot, _ = line.partition(". ")
    return head + "." if dot else line
