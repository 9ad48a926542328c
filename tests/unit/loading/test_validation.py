"""What an analyst is told about data outside its schema, and where."""

import subprocess
import sys
import time

import pytest

from factcheck.loading.json_document import read_json
from factcheck.loading.validation import MOST_PROBLEMS, validate
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import Passage, SourceFile

RULE = "rules:\n- id: a\n  check: x == 1\n  "

TOLD: list[tuple[str, str, str, str, str]] = [
    # schema, text, what is pointed at, message, fix
    ("rules", RULE + "sevrity: note", "sevrity", "a rule has no key 'sevrity'; did you mean severity?", "severity"),
    ("rules", RULE + "Title: x", "Title", "a rule has no key 'Title'; did you mean title?", "title"),
    ("rules", RULE + "zzz: x", "zzz", "a rule has no key 'zzz'", ""),
    (
        "rules",
        RULE + "severity: eror",
        "eror",
        "severity must be error, warning or note; this is 'eror'; did you mean error?",
        "error",
    ),
    ("rules", RULE + "severity: [error]", "[error]", "severity must be error, warning or note; this is a list", ""),
    ("rules", RULE + "severity:", "severity", "severity must be error, warning or note; this is empty", ""),
    (
        "rules",
        RULE + "tags: summit",
        "summit",
        "tags must be a list; this is 'summit'; did you mean [\"summit\"]?",
        '["summit"]',
    ),
    ("rules", RULE + "tags: |\n      x", "|\n      x", "tags must be a list; this is 'x'", ""),
    (
        "rules",
        RULE + "title: [a]",
        "[a]",
        'title must be text; this is a list: a text that starts with [ needs quotes; did you mean "[a]"?',
        '"[a]"',
    ),
    (
        "rules",
        RULE + "tags: [a, 2022]",
        "2022",
        'each of tags must be text; this is the number 2022; did you mean "2022"?',
        '"2022"',
    ),
    ("rules", RULE + "title: 'x", "'", "this is not YAML: the quotes that open here are not closed", ""),
    ("rules", RULE + "title: ''", "", "title must be text; this is empty", ""),
    ("rules", RULE + "title: {a: b}", "{a: b}", "title must be text; this is a mapping", ""),
    (
        "rules",
        RULE + "required: yes",
        "yes",
        "required must be true or false; this is 'yes'; did you mean true?",
        "true",
    ),
    ("rules", RULE + "published: {}", "{}", "published must be a time span; this is empty", ""),
    (
        "rules",
        RULE + "published: {from: 21.1.2022}",
        "21.1.2022",
        "from must be a day, month or year such as 2022-01-21, 2022-01 or 2022; this is '21.1.2022'",
        "",
    ),
    ("rules", RULE + "tests: [{facts: {}}]", "facts", "a test needs the key 'expect'", ""),
    ("rules", RULE + "tests: [{expect: pass}]", "expect", "a test needs one of the keys 'facts' or 'articles'", ""),
    (
        "rules",
        RULE + "tests: [{expect: pass, facts: {}, articles: [{facts: {}}]}]",
        "articles",
        "a test has either `facts` or `articles`, not both",
        "",
    ),
    (
        "rules",
        RULE + "tests: [5]",
        "5",
        "each of tests must be a test, with keys such as expect; this is the number 5",
        "",
    ),
    (
        "rules",
        RULE + "tests: [{expect: pass, facts: {a: {value: 1, modality: plannd}}}]",
        "plannd",
        "modality must be asserted, planned, denied, conditional or quoted; this is 'plannd'; did you mean planned?",
        "planned",
    ),
    (
        "rules",
        RULE + "tests: [{expect: pass, facts: {a: {min: 1, mx: 2}}}]",
        "mx",
        "an interval has no key 'mx'; did you mean max?",
        "max",
    ),
    (
        "rules",
        RULE + "tests: [{expect: pass, facts: {a: }}]",
        "a",
        "a must be text, a number, true or false, a list, an interval, or a statement; this is empty",
        "",
    ),
    ("rules", "rules:\n- id: a\n  check: true\n", "true", "check must be an expression; this is true", ""),
    ("rules", "rules:\n- id: a\n  check: 5\n", "5", "check must be an expression; this is the number 5", ""),
    ("rules", "rules:\n- id: a\n  chek: x\n", "chek", "a rule has no key 'chek'; did you mean check?", "check"),
    ("rules", "rules:\n- id: a\n", "id", "a rule needs the key 'check'", ""),
    ("rules", "rules:\n- {}\n", "{}", "a rule needs the key 'check'", ""),
    (
        "rules",
        "rules:\n- id: Big Rule\n  check: x\n",
        "Big Rule",
        "id must be lower-case words joined with -, such as meeting-duration; this is 'Big Rule'",
        "",
    ),
    (
        "rules",
        'rules:\n- id: "a\\n"\n  check: x\n',
        "a\\n",
        "id must be lower-case words joined with -, such as meeting-duration; this is 'a\\n'",
        "",
    ),
    (
        "rules",
        "rules:\n- id: 2022\n  check: x\n",
        "2022",
        (
            "id must be lower-case words joined with -, such as meeting-duration; this is the number 2022;"
            ' did you mean "2022"?'
        ),
        '"2022"',
    ),
    ("rules", "rules:\n", "rules", "rules must be a list; this is empty", ""),
    ("rules", "rule: []\n", "rule", "a rule file has no key 'rule'; did you mean rules?", "rules"),
    ("rules", "defaults: {id: a}\nrules: []\n", "id", "the defaults section has no key 'id'", ""),
    ("rules", "- id: a\n", "- id: a", "a rule file must be keys with values; this is a list", ""),
    ("rules", "rules", "", "a rule file must be keys with values; this is 'rules'", ""),
    ("rules", "", "", "a rule file must be keys with values; this is empty", ""),
    ("vocabulary", "facts: {a: {unit: min}}", "unit", "a fact needs the key 'type'", ""),
    (
        "vocabulary",
        "facts: {a: duration}",
        "duration",
        "a must be a fact, with keys such as type; this is 'duration'",
        "",
    ),
    (
        "vocabulary",
        "facts: {a: {type: x, many: no}}",
        "no",
        "many must be true or false; this is 'no'; did you mean false?",
        "false",
    ),
    ("vocabulary", "entities: {A: {names: [B]}}", "names", "an entity needs the key 'kind'", ""),
    (
        "vocabulary",
        "entities: {A: {kind: x, names: B}}",
        "B",
        "names must be a list; this is 'B'; did you mean [\"B\"]?",
        '["B"]',
    ),
    (
        "vocabulary",
        "facts: {a: {type: x, extract: 'won {value}'}}",
        "'won {value}'",
        "extract must be a list; this is 'won {value}'; did you mean ['won {value}']?",
        "['won {value}']",
    ),
    (
        "vocabulary",
        "facts: {a: {type: x, extract: [{value}]}}",
        "{value}",
        (
            "each of extract must be a pattern; this is a mapping: a text that starts with { needs quotes;"
            ' did you mean "{value}"?'
        ),
        '"{value}"',
    ),
    (
        "vocabulary",
        "facts: {a: {type: x, extract: [{value: 5}]}}",
        "value",
        "a pattern with a value needs the key 'pattern'",
        "",
    ),
    ("vocabulary", "hedges: {about: []}", "[]", "about must be a width such as ±10% or [-10%, 0); this is a list", ""),
    ("vocabulary", "currencies: {$: cad}", "cad", "$ must be a currency code such as CAD; this is 'cad'", ""),
    ("vocabulary", "kinds: {a: {closd: true}}", "closd", "a kind has no key 'closd'; did you mean closed?", "closed"),
    ("vocabulary", "words: {a: []}", "[]", "a must be a list of words; this is empty", ""),
    ("vocabulary", "units: {a: {}}", "{}", "a unit needs the key 'equals'", ""),
    ("facts", "article: {id: a}\nfacts: [{fact: a}]", "fact", "a statement needs the key 'value'", ""),
    ("facts", "article: {id: a}\n", "article", "a facts file needs the key 'facts'", ""),
    ("facts", "article: a\nfacts: []", "a", "article must be the article, with keys such as id; this is 'a'", ""),
    ("facts", "article: {title: a}\nfacts: []", "title", "the article needs the key 'id'", ""),
    (
        "facts",
        "article: {id: a}\nfacts: [{fact: a, value: 1, confidence: 90}]",
        "90",
        "confidence must be from 0 to 1; this is the number 90",
        "",
    ),
    (
        "facts",
        "article: {id: a}\nfacts: [{fact: a, value: 1, evidence: {quote: x, start: -1, end: 2}}]",
        "-1",
        "start must be at least 0; this is the number -1",
        "",
    ),
    (
        "facts",
        "article: {id: a}\nfacts: [{fact: a, value: 1, evidence: {quote: x, start: 1}}]",
        "quote",
        "evidence needs the key 'end'",
        "",
    ),
    (
        "facts",
        "article: {id: a, published: 2022-01}\nfacts: []",
        "2022-01",
        "published must be a day such as 2022-01-21; this is '2022-01'",
        "",
    ),
    (
        "facts",
        "article: {id: a, sha256: abc}\nfacts: []",
        "abc",
        "sha256 must be a SHA-256 checksum of 64 hexadecimal digits; this is 'abc'",
        "",
    ),
    (
        "article",
        "publised: 2022-01-21",
        "publised",
        "an article's front matter has no key 'publised'; did you mean published?",
        "published",
    ),
    (
        "waivers",
        "waivers: [{rule: a, reason: b, until: 2022-01-01}]",
        "rule",
        "a waiver needs one of the keys 'article' or 'story'",
        "",
    ),
    (
        "project",
        "fail_on: conflicts",
        "conflicts",
        "fail_on must be one of conflict, unsure, unstated, warning, never, or a list of them; this is 'conflicts'",
        "",
    ),
    ("project", "rules: [a, 5]", "5", "each of rules must be a path; this is the number 5", ""),
]


@pytest.mark.parametrize(
    ("schema", "text", "pointed_at", "message", "fix"), TOLD, ids=[f"{row[0]}: {row[3][:60]}" for row in TOLD]
)
def test_it_is_told(schema: str, text: str, pointed_at: str, message: str, fix: str) -> None:
    source = SourceFile("f.yaml", text)
    data, problems = read_yaml(source, strict_characters=True)
    found = problems or validate(data, schema, at=Passage(source, 0, 0))
    assert [(problem.message, problem.at and problem.at.text, problem.fix or "") for problem in found[:1]] == [
        (message, pointed_at, fix)
    ]


@pytest.mark.parametrize("row", [row for row in TOLD if "not YAML" not in row[3]], ids=lambda row: row[3][:60])
def test_nothing_raw_comes_through(row: tuple[str, str, str, str, str]) -> None:
    """No words of the library, no names of Python's types."""
    source = SourceFile("f.yaml", row[1])
    data, _ = read_yaml(source, strict_characters=True)
    for problem in validate(data, row[0], at=Passage(source, 0, 0)):
        for raw in ("is not of type", "valid under", "does not match", "non-empty", "Fraction", "dict", "$defs"):
            assert raw not in problem.message


def test_all_problems_come_in_the_order_of_the_file() -> None:
    text = "default: {}\nrules:\n- {id: A, check: 1, tags: x}\n- {check: x, when: true, tests: [{}]}\n"
    data, _ = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    found = validate(data, "rules")
    assert [problem.at and problem.at.start for problem in found] == sorted(
        problem.at.start for problem in found if problem.at
    )
    assert len(found) == 8


def test_the_caller_names_the_whole() -> None:
    data, _ = read_yaml(SourceFile("f.md", "titel: x"), strict_characters=True)
    assert validate(data, "article", "the front matter")[0].message.startswith("the front matter has no key 'titel'")


def test_json_is_pointed_into_as_well() -> None:
    data, _ = read_json(SourceFile("f.json", '{"article": {"id": "a"},\n "facts": [{"fact": "x", "valeu": 1}]}'))
    [problem] = validate(data, "facts")
    assert problem.at is not None
    assert (problem.at.text, problem.at.location[1:3]) == ("valeu", (2, 27))


def test_lines_of_json_have_schemas_of_their_own() -> None:
    for text, schema, problems in (
        ('{"article": {"id": "a"}}', "facts#header_line", 0),
        ('{"fact": "x", "value": 1}', "facts#statement_line", 0),
        ('{"fact": "x", "value": 1, "article": "a"}', "facts#statement_line", 0),
        ('{"fact": "x", "value": 1, "article": {"id": "a"}}', "facts#statement_line", 0),
        ('{"fact": "x", "value": 1, "article": 5}', "facts#statement_line", 1),
        ('{"fact": "x"}', "facts#statement_line", 1),
        ('{"article": "a"}', "facts#header_line", 1),
    ):
        data, _ = read_json(SourceFile("f.jsonl", text))
        assert len(validate(data, schema)) == problems, text


def test_the_list_of_problems_ends_soon() -> None:
    text = "rules:\n" + "".join(f"- {{id: a{n}, chekc: x, tgas: y}}\n" for n in range(7000))
    data, _ = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    start = time.process_time()
    assert len(validate(data, "rules")) == MOST_PROBLEMS
    text = "{" + ",".join(f"unknown{n}: 1" for n in range(24_000)) + "}"
    data, _ = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert len(validate(data, "rules")) == MOST_PROBLEMS
    assert time.process_time() - start < 5


def test_valid_data_costs_no_library() -> None:
    program = (
        "import sys\n"
        "from factcheck.loading.validation import validate\n"
        "assert validate({'rules': [{'id': 'a', 'check': 'x'}]}, 'rules') == []\n"
        "assert 'jsonschema' not in sys.modules and 'yaml' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
