"""How long it takes to read statements out of a made-up article of 700 words, as patterns and text grow.

python benchmarks/extraction/patterns.py

The patterns are made up as well. Each looks like one of an analyst's: words of its own, a list, a gap and a slot; one
in ten finds something in the article. Then all patterns of the sample read news that has nothing to do with them, and
the sample's own story, where nearly every sentence states something. Times are of one core, without start-up, and the
search for mentions is told apart, since no pattern changes it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from speed import article as other_news

from factcheck.extraction.extractor import Extractor
from factcheck.loading.document import Mapping
from factcheck.loading.rule_base import load_rule_base
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.article import Article
from factcheck.model.period import parse_edtf
from factcheck.reading.values import Reader
from factcheck.source import SourceFile

_ROOT: Final = Path(__file__).parents[2]
_WORDS: Final = 700
_PUBLISHED: Final = parse_edtf("2022-01-21")
_LARGEST: Final = 1_000_000
_ROUNDS: Final = 9
_SUBJECTS: Final = (
    "harbour bridge tunnel ferry airport station hospital library theatre stadium museum market factory reservoir"
).split()
_SENTENCES: Final = (
    "The {subject} number{n} will cost ${n} million, the town council said on Friday, and take {n} months to build.",
    "According to the mayor, talks about the {subject} number{n} lasted about {n} minutes and were not the last.",
    "Nearly {n},000 people use the {subject} number{n} on a weekday, most of them from Japan and the United States.",
    "It is one of the oldest in the region and was last repaired in October 2019 after a storm had damaged the roof.",
    "Critics say that nobody has asked them, that the plan is too large, and that the money would be better spent.",
)


def article(words: int) -> str:
    """A text of about so many words, a paragraph for every five sentences."""
    sentences: list[str] = []
    size = 0
    while size < words:
        n = len(sentences) % 90 + 2
        sentence = _SENTENCES[len(sentences) % 5].format(subject=_SUBJECTS[n % len(_SUBJECTS)], n=n)
        sentences.append(sentence + ("\n\n" if len(sentences) % 5 == 4 else " "))
        size += len(sentence.split())
    return "".join(sentences)


def vocabulary(patterns: int) -> str:
    """A vocabulary of so many patterns, five to a fact."""
    lines = ["words: {build: [build, construct, put up, finish], talk: [talk, meeting, debate]}", "facts:"]
    for number in range(max(1, patterns // 5)):
        n = number % 90 + 2
        name = f"number{n}" if number % 10 == 0 else f"number{number + 1000}"
        subject = _SUBJECTS[n % len(_SUBJECTS)]
        kinds = ("money", "duration", "number", "period", "country")
        lines.append(f"  fact{number}:")
        lines.append(f"    type: {kinds[number % 5]}")
        lines.append("    extract:")
        lines.append(f'      - "{subject} {name} … (cost|take|last|use) … {{value}}"')
        lines.append(f'      - "{{value}} … [the] {subject} {name}"')
        lines.append(f'      - "@talk … {name} … {{value}}"')
        lines.append(f'      - "{{value}} … to @build … {name}"')
        lines.append(f'      - "{name} … {{person}} … (say|tell) … {{value}}"')
    return "\n".join(lines)


def extractor(patterns: int) -> Extractor:
    """So many patterns, made ready."""
    data, problems = read_yaml(SourceFile("vocabulary.yaml", vocabulary(patterns)), strict_characters=True)
    assert isinstance(data, Mapping), problems
    built, problems = build_vocabulary([data])
    made = Extractor(built, Reader(built))
    assert not problems, problems
    assert not made.problems, made.problems
    return made


def milliseconds(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The least time of some work, on one core: whatever else the machine does only adds to it."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1e3 * min(times)


def sample() -> None:
    """What all patterns of the sample cost on other news, and on the sample's own story."""
    vocabulary = load_rule_base([str(_ROOT / "rules")]).vocabulary
    made = Extractor(vocabulary, Reader(vocabulary))
    story = [path.read_text() for path in sorted((_ROOT / "seeds" / "articles").glob("*.md"))]
    print("\nall patterns of the sample, in ms for 700 words")
    print("text             mentions  all else   total  statements")
    for name, texts in (("other news", [other_news(_WORDS)]), ("its own story", story)):
        sources = [SourceFile("article.md", text) for text in texts]
        headers = [Article("article", published=_PUBLISHED, source=source) for source in sources]
        share = _WORDS / sum(len(text.split()) for text in texts)
        total = share * sum(milliseconds(partial(made.extract, header, 0)) for header in headers)
        mentions = share * sum(
            milliseconds(partial(made.mentions, h.source, 0, _PUBLISHED)) for h in headers if h.source
        )
        found = share * sum(len(made.extract(header, 0)) for header in headers)
        print(f"{name:<15}  {mentions:>8.2f}  {total - mentions:>8.2f}  {total:>6.2f}  {found:>10.0f}")


def main() -> None:
    """Measure and print."""
    gc.set_threshold(100_000)  # as the command line has it
    source = SourceFile("article.md", article(_WORDS))
    header = Article("article", published=_PUBLISHED, source=source)
    print(f"an article of {_WORDS} words")
    print("patterns  made ready  mentions  all else   total  statements")
    for patterns in (10, 100, 1_000, 10_000):
        start = time.process_time()
        made = extractor(patterns)
        ready = 1e3 * (time.process_time() - start)
        total = milliseconds(partial(made.extract, header, 0))
        mentions = milliseconds(partial(made.mentions, source, 0, _PUBLISHED))
        found = len(made.extract(header, 0))
        rest = total - mentions
        print(f"{patterns:>8}  {ready:>7.1f} ms  {mentions:>5.2f} ms  {rest:>5.2f} ms  {total:>5.2f}  {found:>10}")
    print("\n100 patterns, longer texts")
    made = extractor(100)
    last = 0.0
    size = 62_500
    while size <= _LARGEST:
        long = SourceFile("article.md", (article(size // 5))[:size])
        spent = milliseconds(partial(made.extract, Article("article", published=_PUBLISHED, source=long), 0), 3)
        growth = f"{spent / last:.2f} times the time of half as much" if last else ""
        print(f"{size:>9} characters  {spent:>7.1f} ms  {growth}")
        last = spent
        size *= 2
    sample()


if __name__ == "__main__":
    main()
