"""Every place of every file where text can stand: how to write a string there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, NamedTuple

from hostile_project import ARTICLE, FACTS, RULES, VOCABULARY, WAIVERS

Style = Callable[[str], str]


def quoted(text: str) -> str:
    """In double quotes, its characters as they are."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """In double quotes, every character as an escape of YAML, unless it is a plain letter or digit."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else _escape(ord(c)) for c in text) + '"'


def plain(text: str) -> str:
    """Without quotes, so that it may end up as anything."""
    return text


def json_escaped(text: str) -> str:
    return json.dumps(text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


YAML_STYLES: Final[tuple[Style, ...]] = (quoted, escaped, plain)
JSON_STYLES: Final[tuple[Style, ...]] = (quoted, json_escaped)


class Place(NamedTuple):
    """`template` is the file's content, with § where the string goes."""

    file: str
    template: str
    styles: tuple[Style, ...] = YAML_STYLES

    def filled(self, text: str, number: int) -> str:
        """The content with the string in it, written in the style of that number."""
        return self.template.replace("§", self.styles[number % len(self.styles)](text))


_RULE = "  - {{id: other, check: length > 1 min{}}}\n"


def _rule(keys: str) -> Place:
    """Another rule, with more keys."""
    return Place("rules/rules.yaml", f"{RULES}{_RULE.format(', ' + keys)}")


def _check(check: str) -> Place:
    """Another rule; its check stands in a block, where every character is itself."""
    return Place("rules/rules.yaml", f"{RULES}  - id: other\n    check: |-\n      {check}\n", (plain,))


def _vocabulary(keys: str) -> Place:
    """A second vocabulary file."""
    return Place("rules/more.yaml", f"{keys}\n")


def _header(keys: str) -> Place:
    return Place("facts/wire.yaml", FACTS.replace("{id: wire, title: The call", "{" + keys))


def _statement(keys: str) -> Place:
    return Place("facts/wire.yaml", f"{FACTS}  - {{{keys}}}\n")


def _value(fact: str) -> Place:
    return _statement(f"fact: {fact}, value: §")


def _front(keys: str) -> Place:
    return Place("articles/paper.md", ARTICLE.replace("title: Leaders talk", keys))


def _waiver(key: str) -> Place:
    keys = {"rule": "call-length", "article": "wire", "reason": "checked", "until": "2022-03-01", key: "§"}
    return Place("waivers.yaml", f"waivers:\n  - {{{', '.join(f'{k}: {v}' for k, v in keys.items())}}}\n")


def _json(text: str) -> Place:
    return Place("facts/more.json", text, JSON_STYLES)


def _lines(text: str) -> Place:
    return Place("facts/more.jsonl", text, JSON_STYLES)


PLACES: Final[dict[str, Place]] = {
    # Rules.
    "rule id": Place("rules/rules.yaml", f"{RULES}  - {{id: §, check: length > 1 min}}\n"),
    "rule title": _rule("title: §"),
    "rule check": Place("rules/rules.yaml", f"{RULES}  - {{id: other, check: §}}\n"),
    "check as it is": _check("§"),
    "check text": _check('wording == "§"'),
    "check single quotes": _check("wording == '§'"),
    "check pattern": _check('wording matches "§"'),
    "check filter pattern": _check('length[quote matches "§"] is stated'),
    "check name": _check("§ == 1"),
    "check period": _check('day during "§"'),
    "check set": _check('host in {Japan, "§"}'),
    "check unit": _check("length < 80 §"),
    "check number": _check("count < §"),
    "check speaker": _check('length[said_by == "§"] > 1 min'),
    "check comment": _check("count < 1 # §"),
    "rule when": _rule("when: §"),
    "rule severity": _rule("severity: §"),
    "rule on_unstated": _rule("on_unstated: §"),
    "rule required": _rule("required: §"),
    "rule message": Place("rules/rules.yaml", RULES.replace("message: '", "message: §\n    why: '")),
    "rule placeholder": Place("rules/rules.yaml", RULES.replace("{expected}", "{§}"), (plain,)),
    "rule why": _rule("why: §"),
    "rule reference": _rule("references: [§]"),
    "rule tag": _rule("tags: [§]"),
    "rule dates": _rule("published: {from: §}"),
    "rule key": _rule("§: a"),
    "rule test fact": _rule("tests: [{facts: {§: 1 min}, expect: pass}]"),
    "rule test value": _rule("tests: [{facts: {length: §}, expect: pass}]"),
    "rule test list": _rule("tests: [{facts: {members: [[§, Japan]]}, expect: unstated}]"),
    "rule test speaker": _rule("tests: [{facts: {length: {value: 3 min, said_by: §}}, expect: pass}]"),
    "rule test article": _rule("tests: [{articles: [{id: §, story: §, facts: {length: 3 min}}], expect: pass}]"),
    "rule test judged": _rule("tests: [{article: §, facts: {length: 3 min}, expect: pass}]"),
    "rule test date": _rule("tests: [{published: §, facts: {length: 3 min}, expect: pass}]"),
    "rule test outcome": _rule("tests: [{facts: {length: 3 min}, expect: §}]"),
    "defaults": Place("rules/rules.yaml", f"defaults: {{message: §, tags: [§]}}\n{RULES}"),
    "rule file key": Place("rules/rules.yaml", f"{RULES}§: a\n"),
    "rule file": Place("rules/other.yaml", "§"),
    # Vocabulary.
    "fact name": _vocabulary("facts: {§: {type: number}}"),
    "fact type": _vocabulary("facts: {extra: {type: §}}"),
    "fact unit": _vocabulary("facts: {extra: {type: duration, unit: §}}"),
    "fact about": _vocabulary("facts: {extra: {type: number, about: §}}"),
    "fact pattern": _vocabulary("facts: {extra: {type: number, extract: [§]}}"),
    "fact pattern value": _vocabulary("facts: {extra: {type: text, extract: [{pattern: a, value: §}]}}"),
    "fact key": _vocabulary("facts: {extra: {type: number, §: a}}"),
    "entity": _vocabulary("entities: {§: {kind: person}}"),
    "entity kind": _vocabulary("entities: {A: {kind: §}}"),
    "entity name": _vocabulary("entities: {A: {kind: person, names: [§]}}"),
    "entity id": _vocabulary("entities: {A: {kind: person, id: §, about: §}}"),
    "constant": _vocabulary("constants: {§: 1}"),
    "constant value": _vocabulary("constants: {extra: §}"),
    "hedge": _vocabulary("hedges: {§: ±10%}"),
    "hedge width": _vocabulary("hedges: {extra: §}"),
    "hedge range": _vocabulary('hedges: {extra: "[§%, 10%)"}')._replace(styles=(plain,)),
    "hedge words": _vocabulary("hedges: {extra: {width: 10%, words: [§]}}"),
    "hedge days": _vocabulary("hedges: {extra: {days: §}}"),
    "unit": _vocabulary("units: {§: 14 days}"),
    "unit size": _vocabulary("units: {extra: §}"),
    "unit number": _vocabulary('units: {extra: "§ days"}')._replace(styles=(plain,)),
    "unit name": _vocabulary("units: {extra: {equals: 14 days, names: [§]}}"),
    "words": _vocabulary("words: {§: [§]}"),
    "kind": _vocabulary("kinds: [§]"),
    "closed kind": _vocabulary("kinds: {§: {closed: true, about: §}}"),
    "currency": _vocabulary("currencies: {§: CAD}"),
    "currency code": _vocabulary("currencies: {C$: §}"),
    "vocabulary section": _vocabulary("§: {a: {type: number}}"),
    # Facts.
    "facts id": _header("id: §"),
    "facts title": _header("id: wire, title: §"),
    "facts publisher": _header("id: wire, publisher: §"),
    "facts published": Place("facts/wire.yaml", FACTS.replace("published: 2022-01-21", "published: §")),
    "facts url": _header("id: wire, url: §, language: §"),
    "facts story": _header("id: wire, story: §"),
    "facts status": _header("id: wire, status: §"),
    "facts source": _header("id: wire, source: §"),
    "facts sha256": _header("id: wire, source: ../articles/paper.md, sha256: §"),
    "fact stated": _statement("fact: §, value: 1"),
    "count": _value("count"),
    "length": _value("length"),
    "day": _value("day"),
    "host": _value("host"),
    "leader": _value("leader"),
    "members": _value("members"),
    "wording": _value("wording"),
    "agreed": _value("agreed"),
    "price": _value("price"),
    "portion": _value("portion"),
    "heat": _value("heat"),
    "list of values": _statement("fact: members, value: [Japan, §]"),
    "interval end": _statement("fact: length, value: {min: §, max: 90, unit: min}"),
    "interval unit": _statement("fact: length, value: {min: 1, unit: §}"),
    "interval hedge": _statement("fact: length, value: {above: 1, hedge: §}"),
    "interval key": _statement("fact: length, value: {min: 1, §: 2}"),
    "said by": Place("facts/wire.yaml", FACTS.replace("said_by: the wire", "said_by: §")),
    "modality": Place("facts/wire.yaml", FACTS.replace("said_by: the wire", "modality: §")),
    "section": Place("facts/wire.yaml", FACTS.replace("said_by: the wire", "section: §")),
    "confidence": Place("facts/wire.yaml", FACTS.replace("said_by: the wire", "confidence: §")),
    "quote": Place("facts/wire.yaml", FACTS.replace("{quote: two hours}", "{quote: §}")),
    "quote of an article": Place(
        "facts/paper.yaml",
        "article: {id: paper}\nfacts: [{fact: length, value: 2 hours, "
        "evidence: {quote: about, prefix: §, suffix: §}}, "
        "{fact: length, value: 2 hours, evidence: {quote: §}}]\n",
    ),
    "facts file": Place("facts/other.yaml", "§"),
    "JSON id": _json('{"article": {"id": §, "title": §}, "facts": []}'),
    "JSON key": _json('{"article": {"id": "more", §: 1}, "facts": []}'),
    "JSON value": _json('{"article": {"id": "more"}, "facts": [{"fact": "length", "value": §}]}'),
    "JSON words": _json(
        '{"article": {"id": "more"}, "facts": [{"fact": "wording", "value": §, "said_by": §, '
        '"evidence": {"quote": §}}, {"fact": "length", "value": "2 h", "evidence": {"quote": §}}]}'
    ),
    "JSON as it is": Place(
        "facts/more.json", '{"article": {"id": "more"}, "facts": [{"fact": "count", "value": §}]}', (plain,)
    ),
    "JSON file": Place("facts/more.json", "§", (plain, *JSON_STYLES)),
    "line id": _lines('{"article": {"id": §}}\n{"fact": "length", "value": "2 h"}\n'),
    "line article": _lines('{"article": §, "fact": "length", "value": "2 h", "said_by": §}\n'),
    "line value": _lines('{"article": "more", "fact": "length", "value": §}\n'),
    "lines": Place("facts/more.jsonl", '{"article": "more", "fact": "count", "value": 1}\n§\n', (plain, *JSON_STYLES)),
    # Articles.
    "front id": Place("articles/paper.md", ARTICLE.replace("id: paper", "id: §")),
    "front title": _front("title: §"),
    "front publisher": _front("publisher: §"),
    "front published": Place("articles/paper.md", ARTICLE.replace("published: 2022-01-22", "published: §")),
    "front url": _front("url: §\nlanguage: §"),
    "front story": _front("story: §"),
    "front status": _front("status: §"),
    "front author": _front("author: [§]\ntags: [§]"),
    "front key": _front("x-§: 1"),
    "front matter": Place("articles/paper.md", "---\n§\n---\nThe call took two hours.\n"),
    "body": Place("articles/paper.md", ARTICLE + "§\n", (plain,)),
    "article file": Place("articles/paper.md", "§", (plain,)),
    "sidecar": Place("articles/plain.meta.yaml", "id: §\ntitle: §\n"),
    # Waivers.
    **{f"waiver {key}": _waiver(key) for key in ("rule", "article", "reason", "by", "until")},
    "waiver story": Place(
        "waivers.yaml", WAIVERS + "  - {rule: lengths-agree, story: §, reason: §, until: 2022-03-01}\n"
    ),
    "waiver key": _waiver("§"),
    "waivers file": Place("waivers.yaml", "§"),
}
"""By what stands there."""

assert VOCABULARY and all("§" in place.template for place in PLACES.values())
