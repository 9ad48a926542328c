"""The attributes of a statement: of what type each is, which values it may have, and its words as compared."""

from __future__ import annotations

from factcheck.evaluation.terms import Incomparable
from factcheck.language import syntax as s
from factcheck.model.statement import MODALITIES, ORIGINS, SECTIONS, Statement, Words
from factcheck.model.text import fold_name, fold_text
from factcheck.model.types import NUMBER, TEXT
from factcheck.model.vocabulary import Vocabulary

ATTRIBUTE_TYPES = dict.fromkeys(s.ATTRIBUTES, TEXT) | {"confidence": NUMBER}
CHOICES = {"modality": MODALITIES, "section": SECTIONS, "origin": ORIGINS}
"""Attributes with a fixed list of values, which may stand without quotes."""


def attribute_words(statement: Statement, attribute: str, vocabulary: Vocabulary) -> Words:
    """An attribute of a statement as text. Raises Incomparable where the statement has none."""
    match attribute:
        case "said_by":
            text = statement.said_by
        case "quote":
            text = statement.evidence.quote if statement.evidence is not None else None
        case "hedge":
            text = statement.hedge
        case "modality":
            text = statement.modality
        case "section":
            text = statement.section
        case "origin":
            text = statement.origin
        case _:
            raise AssertionError(attribute)
    if text is None:
        raise Incomparable(f"the statement has no {attribute}")
    return Words(text, speaker_key(text, vocabulary) if attribute == "said_by" else fold_text(text))


def speaker_key(name: str, vocabulary: Vocabulary) -> str:
    """Who is named: two names of one known entity give the same key, any other name stands for itself."""
    found = vocabulary.entities.find(name)
    return found[0].key if len(found) == 1 else fold_name(name)
