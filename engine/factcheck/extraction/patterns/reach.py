"""From a program and sentences to the words from which the program can still match, before anything is walked.

The steps are gone through from the last to the first, each for all words at once. So it costs little to learn that
sentences have the words of a pattern, but not in its order. The sets may hold too much, since whether a mention fits
its slot depends on what stands around it, but never too little.
"""

from __future__ import annotations

from factcheck.extraction.patterns.before_names import is_of_people
from factcheck.extraction.patterns.elements import Slot
from factcheck.extraction.patterns.programs import Program
from factcheck.extraction.patterns.stretches import Stretch, back_through


def reach(stretch: Stretch, program: Program) -> list[int] | None:
    """For each step, the words from which it and the rest may match, and where they may end; None without any."""
    words = stretch.everywhere
    found = [words]
    for step in reversed(program.steps):
        element = step.element
        if step.follow:
            here = 0
            for length, standing in stretch.standing(step.follow):
                here |= words >> length & standing
        elif isinstance(element, Slot):
            people = is_of_people(element.tag)
            here = stretch.before(element, step.shapes, back_through(words, stretch.ages()) if people else words)
            if step.skipped:
                through = stretch.any_of(step.skipped)
                here = back_through(here, through | stretch.titles() if people else through)
        else:
            here = stretch.before_gap(words)
        words = here | words if step.is_optional else here
        if not words:
            return None
        found.append(words)
    found.reverse()
    return found
