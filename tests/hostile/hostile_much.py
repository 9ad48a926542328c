"""Much of one thing: texts that repeat a few words, and files in which thousands of entries are wrong in the same way.

What costs more than it is long shows here: work that grows with the square of the input, and memory that is never
given back. `measure.py` tries them at a megabyte, the tests at a size that takes no time.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Iterable
from typing import Final

PATTERNS: Final = """\
words: {talks: [talks, call, summit], say: [say, tell]}
facts:
  talk_length: {type: duration, unit: min, extract: ["{value} … @talks", "@talks … last {value}", "@say … {value}"]}
  dead: {type: number, extract: ["kill {value}", "{value} [people] … die", "{value} … of the … {country}"]}
  opened: {type: period, extract: ["open [on] {value}", "{value} … (open|close)"]}
  speaker: {type: person, extract: ["{value} … @say", "@say {value: … Kishida|Kishida}"]}
  cost: {type: money, extract: ["cost {value}", "{value} … not"]}
  pushed: {type: text, extract: ["vow to {value: push back|stand firm}"]}
"""
"""A vocabulary that finds something in many of the texts."""

REPEATED: Final[tuple[str, ...]] = (
    *'" “ ” ’ ( ([{ ) … . , ; : - – — * # > | / _ & < @ $ % ° ± ½ ² 😀 \u0301 \u202e \u200b \u3000 \0'.split(" "),
    *("\n", "\r", "\r\n", "\t", "\x0b", "\u2028", "\n\n", "a\n\n", "# a\n", "- a\n", "| 1 | 2 |\n", "> said\n"),
    *("---\n", "---\nid: a\n---\n", "a\r\nb\rc\n", "The talks lasted 80 minutes.\r\n", "(see above) "),
    *("“a” ", '"a, ', "' ", "a) ", "“not ", '"It is," Kishida said. ', "U.S. ", "A.", "Mr. ", "A. ", "No. "),
    *("said ", "he said ", "who said ", "Kishida said that ", "according to ", "according to Kishida, ", "told "),
    *("not ", "if ", "will ", "would have been ", "denied that ", "never ", "and ", "or ", ", and ", "of the "),
    *("1", "1 ", "1,", "1, ", "1-", "1.", "1/", "1:", "1–2–", "1e9", "-1 ", "1st ", "1/1/1/1/1 ", "1\u00a0000 "),
    *("1\u200b0 ", "１２ ", "٣٤ ", "XIV ", "𝟏𝟐 ", "5C ", "10:30 ", "3 x 4 x ", "3 by 4 by ", "2020-21 ", "1990s "),
    *("$1 ", "$1 billion ", "1 % ", "80 minutes of talks ", "1 to ", "from 1 to ", "between 1 and ", "half a "),
    *("million ", "hundred and ", "one ", "twenty-", "one and a half ", "a third of ", "dozens of ", "about "),
    *("more than ", "up to ", "May ", "May 1 ", "January and ", "Friday ", "last ", "a year ago ", "the day after "),
    *("2022 ", "2022-01-21 ", "2022-01-21T10:00:00Z ", "around 2022-02-30 ", "by 9999-24 ", "Q1 ", "fiscal 2022 "),
    *("Japan ", "Japan, ", "Japan and ", "Kishida ", "President ", "President Foo ", "Foo ", "foo-", "it's "),
    *("日本と印度の会談", "日本。", "ประเทศไทย", "שלום ", "e\u0301", "👨‍👩‍👧 ", "https://example.org/a ", "a@b.c "),
    *("vow to push ", "talks … ", "open ", "kill ", "die ", "cost "),
)
"""Parts of texts. Each text is one of them over and over."""


def repeated(part: str, length: int) -> str:
    """So many characters of one part."""
    return (part * (length // len(part) + 1))[:length]


def counted(length: int) -> str:
    """Numbers that are all different, as in a long table."""
    return " ".join(map(str, range(length // 5)))[:length]


def name(number: int) -> str:
    """Words that are alike enough to be taken for each other."""
    number += 26**4
    letters = ""
    while number:
        number, last = divmod(number, 26)
        letters += string.ascii_lowercase[last]
    return letters


def _rules(count: int, check: str, more: str = "") -> str:
    return "rules:\n" + "".join(
        f"  - {{id: r-{name(n)}, check: {json.dumps(check.replace('§', name(3 * n)))}{more.replace('§', name(n))}}}\n"
        for n in range(count)
    )


def _entries(head: str, entries: Iterable[str]) -> str:
    return head + "".join(f"  {entry}\n" for entry in entries)


def _facts(count: int, fact: str) -> str:
    head = "article: {id: wire}\nfacts:\n"
    return _entries(head, (f"- {fact.replace('§', name(3 * n)).replace('#', str(n))}" for n in range(count)))


def _pattern(count: int, pattern: str) -> str:
    head = "facts:\n  much:\n    type: number\n    extract:\n"
    return _entries(head, (f"    - {json.dumps(pattern.replace('§', name(n)))}" for n in range(count)))


Made = Callable[[int], dict[str, str]]
MANY: Final[dict[str, Made]] = {
    # Wrong names, for which nearer ones are looked for.
    "units of facts": lambda n: {
        "rules/m.yaml": _entries("facts:\n", (f"{name(k)}: {{type: duration, unit: {name(7 * k)}}}" for k in range(n)))
    },
    "types of facts": lambda n: {
        "rules/m.yaml": _entries("facts:\n", (f"{name(k)}: {{type: {name(7 * k)}}}" for k in range(n)))
    },
    "names in checks": lambda n: {
        "rules/m.yaml": _entries("facts:\n", (f"{name(k)}_fact: {{type: number}}" for k in range(n))),
        "rules/r.yaml": _rules(n, "§_face > 3"),
    },
    "units in checks": lambda n: {"rules/r.yaml": _rules(n, "length > 3 §")},
    "entities in checks": lambda n: {"rules/r.yaml": _rules(n, "host == §")},
    "attributes in checks": lambda n: {"rules/r.yaml": _rules(n, "length[§ == asserted] > 3 min")},
    "functions in checks": lambda n: {"rules/r.yaml": _rules(n, "§(length) > 3 min")},
    "placeholders": lambda n: {"rules/r.yaml": _rules(n, "length > 3 min", ", message: '{§}'")},
    "keys of rules": lambda n: {"rules/r.yaml": _rules(n, "length > 3 min", ", §: 1")},
    "slots": lambda n: {"rules/m.yaml": _pattern(n, "{value} {§} talk")},
    "word lists": lambda n: {"rules/m.yaml": _pattern(n, "{value} @§ talk")},
    "broken patterns": lambda n: {"rules/m.yaml": _pattern(n, "(a|§ {value")},
    "facts of statements": lambda n: {"facts/wire.yaml": _facts(n, "{fact: §, value: 3}")},
    "waivers of no rule": lambda n: {
        "waivers.yaml": "waivers:\n"
        + "".join(f"  - {{rule: r-{name(k)}, article: a, reason: x, until: 2032-01-01}}\n" for k in range(n // 2)),
        "rules/r.yaml": _rules(n // 2, "length > 3 min").replace("r-", "s-"),
    },
    "waivers of no article": lambda n: {
        "waivers.yaml": "waivers:\n"
        + "".join(
            f"  - {{rule: call-length, article: {name(k)}, reason: x, until: 2032-01-01}}\n" for k in range(n // 2)
        )
    },
    # The same again and again.
    "rules of one id": lambda n: {"rules/r.yaml": _rules(n, "length > 3 min").replace("id: r-", "id: r, title: r-")},
    "statements of one value": lambda n: {"facts/wire.yaml": _facts(n, "{fact: length, value: 85 min}")},
    "statements of one fact": lambda n: {"facts/wire.yaml": _facts(n, "{fact: length, value: # min}")},
    "names that are no country": lambda n: {"facts/wire.yaml": _facts(n, "{fact: host, value: §}")},
    "values that are none": lambda n: {"facts/wire.yaml": _facts(n, "{fact: length, value: §}")},
    "articles": lambda n: {
        "facts/m.jsonl": "".join(
            json.dumps({"article": name(k), "fact": "host", "value": name(3 * k)}) + "\n" for k in range(n)
        )
    },
    "entities of one name": lambda n: {
        "rules/m.yaml": _entries("entities:\n", (f"{name(k)} one: {{kind: person, names: [Same]}}" for k in range(n)))
    },
    "quotes below an open fence": lambda n: {
        "articles/wire.txt": "---\n" + "a\n" * (5 * n) + "quoted",
        "facts/wire.yaml": _facts(n // 2, "{fact: host, value: §, evidence: {quote: quoted}}"),
    },
    "patterns of one fact": lambda n: {"rules/m.yaml": _pattern(n // 9, "{value} § talk")},
    "words of one list": lambda n: {
        "rules/m.yaml": f"words: {{w: [{', '.join(map(name, range(4 * n)))}]}}\n" + _pattern(1, "{value} @w talk")
    },
    "word lists in word lists": lambda n: {
        "rules/m.yaml": _entries("words:\n", (f"w{k}: ['@w{k + 1}', a]" for k in range(n))) + _pattern(1, "{value} @w0")
    },
    "alternatives in a row": lambda n: {"rules/m.yaml": _pattern(1, " ".join(["(a|b)"] * (n // 100)) + " {value}")},
    "empty objects": lambda n: {"facts/m.json": f"[{','.join(['{}'] * (30 * n))}]"},
    "empty lines of objects": lambda n: {"facts/m.jsonl": "{}\n" * n},
    "empty rules": lambda n: {"rules/r.yaml": f"rules: [{', '.join(['{}'] * n)}]"},
}
"""What is wrong, or much, by what there is much of; a file never has more entries than are read."""
MOST: Final = 9_000
"""So many of them make files of about a megabyte."""
