"""What plain numbers count in sentences of news."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.mentions.mention import mention_json
from factcheck.model.vocabulary import Vocabulary

CASES: list[list[Any]] = yaml.safe_load(Path(__file__).with_name("counted.yaml").read_text(encoding="utf-8"))
FINDER = MentionFinder(Vocabulary())


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_noun_that_is_counted(case: list[Any]) -> None:
    text, *expected = case
    found = [mention_json(one, text)["unit"] or "" for one in FINDER.find(text, None) if one.kind == "number"]
    assert found == expected
