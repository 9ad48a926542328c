"""How long finders of values take for a made-up article of 700 words, and how their time grows with the text.

python benchmarks/extraction/speed.py [--finder NAME]
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from importlib import import_module
from statistics import median

from found import Finder
from specs import FINDERS

# Some five values in a hundred words: as many as in the densest of the reports that this was held against.
_PARAGRAPH = """
The company said on Friday that profit rose 12.5 per cent to $1.2 billion in the third quarter, from $1.07 billion a
year earlier, as customers came back to its shops and the cost of moving goods fell. About 4,000 people, nearly
two-thirds of them in Japan, work at its 27 plants. The talks, which lasted an hour and 20 minutes, were the first since
October 2019, and the two sides will meet again in late spring. A spokesman declined to say whether the plan, agreed
last week, would still be carried out, or whether the board would look for another way to pay for it after all. Unions
have warned that they will not accept a plan that puts the burden on those who can least afford it, while some of the
larger shareholders want the company to sell the parts of its business that have not made money for years. Neither side
has said what it would do if the other refused to give way, and people close to the talks, who asked not to be named
because they are not allowed to speak in public, said that no one expected an agreement before the end of 2023.
For those who work there, the waiting is the hardest part. Many of them have seen plans come and go, and say that they
learn more from the papers than from the people who are meant to lead them. The manager of one of the older plants
walked through the halls with a reporter and pointed at machines that had stood still for months. Nothing was wrong with
them, he said, there was simply no one left who had been trained to run them. In the town around it, shops have begun to
close earlier, and the mayor speaks of a slow decline that started long before anyone spoke of it in public. Whether the
talks can turn that around is far from clear, but almost everyone agrees that doing nothing would make it worse.
"""
_WORDS = 700
_PUBLISHED = date(2022, 1, 21)
_LARGEST = 1_000_000


def article(words: int) -> str:
    """A text of about so many words."""
    written = _PARAGRAPH.split()
    return " ".join((written * (words // len(written) + 1))[:words])


def seconds(find: Finder, text: str, rounds: int) -> float:
    """The median time of finding all values of a text."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        find(text, _PUBLISHED)
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--finder", choices=FINDERS, default="ours")
    arguments = parser.parse_args()
    start = time.perf_counter()
    try:
        find = import_module(arguments.finder).load()
    except ImportError as missing:
        parser.exit(2, f"{arguments.finder} is not installed: {missing}\n")
    find("On Friday it rose 5% to $10.", _PUBLISHED)
    print(f"start-up {1e3 * (time.perf_counter() - start):.0f} ms")
    once = seconds(find, article(_WORDS), 9)
    print(f"{_WORDS} words {1e3 * once:.2f} ms")
    if arguments.finder == "ours":
        text = article(_WORDS)
        while len(text) < _LARGEST:
            longer = f"{text} {text}"
            ratio = seconds(find, longer, 3) / seconds(find, text, 3)
            print(f"{len(longer):>9} characters: {ratio:.2f} times the time of half as many")
            text = longer


if __name__ == "__main__":
    main()
