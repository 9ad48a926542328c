"""The language of patterns, and the context of statements, by cases."""

from __future__ import annotations

import pytest
from extraction_cases import case_parameters, check_case

from factcheck.loading.document import Mapping


@pytest.mark.parametrize(
    ("vocabulary", "case"), case_parameters("patterns.yaml", "context.yaml", "told_in_news.yaml", "names_in_slots.yaml")
)
def test_case(vocabulary: Mapping, case: Mapping) -> None:
    check_case(vocabulary, case)
