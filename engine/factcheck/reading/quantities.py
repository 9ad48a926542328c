"""From tokens to mentions of quantities: amounts and ranges of them, hedged or bounded.

A mention is what stands in the text and knows no fact. `wanted`, a dimension, only settles what a short word means
("5m" is money, metres or minutes) and lets a fraction be a percent; whether the mention fits is for the caller to say.
"""

from __future__ import annotations

from typing import Final

from factcheck.model.interval import INFINITY, Exact, Interval, exact, point
from factcheck.model.quantity import from_base, to_base
from factcheck.model.units import PERCENT, POINTS, Unit
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.amounts import Amount, AmountReading
from factcheck.reading.hedges import ABOUT, BOUNDS, EXACTLY, Phrases, Softening, bounded
from factcheck.reading.numbers import SMALL
from factcheck.reading.tokens import CURRENCY, FRACTION, NUMBER, Token
from factcheck.reading.units import UnitNames


class QuantityMention(NamedTuple):
    """A quantity in a text, from the offset `start` to `end`; `after` is the index of the first token after it.

    `nominal` and `possible` are in `unit`, as written, not in its base; `unit` is None for a bare number. `form` tells
    amounts, ranges, vague ones … apart. `core` are the offsets without hedges, `softened` those of the words that
    soften or bound it.
    """

    start: int
    end: int
    after: int
    nominal: Interval
    possible: Interval
    unit: Unit | None
    hedge: str | None
    form: str = "amount"
    core: tuple[int, int] = (0, 0)
    softened: tuple[int, int] | None = None
    share: bool = False
    """Whether it is a plain fraction, which can be a percent as well: "a third", "one in five"."""


_TO: Final = frozenset({"to", "-", "–", "or", "till", "until", "through"})
_AND: Final = frozenset({"and"})
_CHANGE: Final = frozenset(
    "rose rise rises rising up down fell fall falls falling dropped drop drops increased increase increases grew grow "
    "grows climbed climb jumped jump slipped slip cut cuts raised raise raises reduced reduce lowered lower went goes "
    "moved improved declined decline declines shrank surged surge surges soared soar tumbled tumble slid slide slides "
    "widened narrowed extended expanded gained gain gains lost lose loses losing added add adds adding advanced "
    "advance advances rallied rally dipped dip dips sank sink sinks plunged plunge plunges plummeted eased ease eases "
    "firmed edged inched shed sheds ticked crept swelled swells shrinks lifted lifts boosted boosts upgraded "
    "downgraded revised slashed trimmed hiked rising falling gaining dropping climbing climbs slipping slips cutting "
    "raising lowering lowers growing jumps jumping declining fallen risen grown shrunk sunk".split()
)
_ADVERBS: Final = frozenset("another just only slightly sharply about nearly almost over some more than".split())
"""What may stand between a verb and by how much: "fell another 5 to 83"."""
_FURTHEST_VERB: Final = 10
_LONGEST_ROW: Final = 4
"""How many amounts in a row share a unit at most."""
_WIDE: Final = 4
"""How many times the first amount the second one is, where they are too far apart for a range."""
_FAR: Final = 20
_NO_ROWS: Final = frozenset({"aged", "age", "-", "–"})
"""After these, a number has nothing to do with the unit of the next one: "aged 21 and 144 days"."""
_ABOUT_SOMETHING: Final = frozenset({"about", "over", "under"})
_PLUS_OR_MINUS: Final = {"±": (), "+": ("/", "-"), "plus": ("or", "minus"), "give": ("or", "take")}
"""Before a margin, by first word: the words after it."""


class QuantityGrammar:
    """Finds quantities in tokens, with the units and hedges of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases) -> None:
        self._units = UnitNames(vocabulary.units)
        self._phrases = phrases

    def at(
        self, text: str, tokens: list[Token], i: int, wanted: str | None = None, *, ranges: bool = True
    ) -> QuantityMention | None:
        """The longest quantity that starts at a token, hedges included; without `ranges` a single amount."""
        amounts = AmountReading(text, tokens, wanted, self._units, self._phrases, ranges)
        first = self._bounded(amounts, i)
        if first is None or first.hedge not in BOUNDS:
            return first
        joint = first.after
        while tokens[joint].word in ("and", "but", ","):
            joint += 1
        second = self._bounded(amounts, joint) if joint > first.after else None
        both = None if second is None or second.hedge not in BOUNDS else _meet(first, second)
        return both or first

    def _bounded(self, amounts: AmountReading, i: int) -> QuantityMention | None:
        """Hedges, an amount or a range, more hedges."""
        start, last, rows = i, i, []
        hedge: int | None = None
        while (softening := self._phrases.before(amounts.tokens, i)) is not None:
            if amounts.wanted is None and _is_preposition(amounts.tokens, i):
                break
            rows.append(softening.row)
            if softening.row != EXACTLY:
                hedge = i if hedge is None else hedge
                before = softening.after
            last, i = i, softening.after
        ends = _range(amounts, i)
        if ends is None and rows and rows[-1] == EXACTLY:
            # "a full week": the adjective is the number.
            i = last
            ends = _range(amounts, i)
        if ends is None:
            return None
        low, high = ends
        tokens = amounts.tokens
        if low is high and low.unit is None and amounts.wanted is None and amounts.ranges:
            low = high = low._replace(unit=_unit_of_row(amounts, i, low))
        core = (tokens[i].start, tokens[high.after - 1].end)
        softened = None if hedge is None else (tokens[hedge].start, tokens[before - 1].end)
        for end in ends:
            if end.softened_at is not None:
                softened = end.softened_at
        rows += [end.softened for end in ends if end.softened is not None]
        i = high.after
        margin = _margin(amounts, i) if low is high else None
        if margin is not None:
            found = _give_or_take(amounts, start, low, margin)
            return found and found._replace(core=core, softened=(core[1], found.end))
        softening = self._after(tokens, i)
        if softening is not None:
            if softening.row != EXACTLY and softened is None:
                softened = (tokens[i + (tokens[i].word == ",")].start, tokens[softening.after - 1].end)
            rows.append(softening.row)
            i = softening.after
        found = self._mention(amounts, (start, i), low, high, [row for row in rows if row != EXACTLY])
        form = "vague" if low.vague else "amount" if low is high else "range"
        share = low.share and high.share
        return found and found._replace(form=form, core=core, softened=softened, share=share)

    def _after(self, tokens: list[Token], i: int) -> Softening | None:
        """A hedge after an amount; "and below 1500" is the start of another one."""
        softening = self._phrases.after(tokens, i + (tokens[i].word == ","))
        if softening is None or tokens[softening.after].kind in (NUMBER, CURRENCY, FRACTION):
            return None
        if tokens[softening.after].word == "than":
            return None  # "eight million, or more than 30%"
        return softening

    def _mention(
        self, amounts: AmountReading, tokens_span: tuple[int, int], low: Amount, high: Amount, rows: list[str]
    ) -> QuantityMention | None:
        unit = _finer(low.unit, high.unit)
        if unit is None and amounts.wanted == "percent" and low.share and high.share:
            unit = PERCENT
            low, high = (_hundredfold(low),) * 2 if low is high else (_hundredfold(low), _hundredfold(high))
        nominal = _stated(low, high, unit)
        if nominal is None:
            return None
        hedge, possible = low.vague, nominal
        bound = next((row for row in rows if row in BOUNDS), None)
        if bound is not None:
            left = bounded(bound, nominal)
            if left is None:
                return None
            hedge, nominal, possible = bound, left, left
        elif rows and hedge is None:
            hedge = rows[-1]
            possible = self._phrases.widen(hedge, nominal)
            possible = nominal if possible.is_empty else possible
        start, after = tokens_span
        tokens = amounts.tokens
        return QuantityMention(tokens[start].start, tokens[after - 1].end, after, nominal, possible, unit, hedge)


def _is_preposition(tokens: list[Token], i: int) -> bool:
    """Whether an article after it makes no hedge of a word: "anger over the 12% rise", "talks about the $5 million"."""
    return tokens[i].word in _ABOUT_SOMETHING and tokens[i + 1].word == "the"


def _unit_of_row(amounts: AmountReading, start: int, first: Amount) -> Unit | None:
    """The unit of an amount that is written after a later one: "rose 3 and 5 percent", "3, 5 and 8 km"."""
    tokens, i = amounts.tokens, first.after
    if first.share or first.vague or first.scale > 1 or (start and tokens[start - 1].word in _NO_ROWS):
        return None
    for _ in range(_LONGEST_ROW):
        last, kind = tokens[i].word == "and", tokens[i - 1].kind
        if not (last or tokens[i].word == ",") or tokens[i + 1].kind != kind:
            return None
        following = amounts.amount(i + 1, joining=False)
        if following is None or following.share or following.vague or following.scale > 1:
            return None
        if following.unit is not None:
            part = following.unit == PERCENT and tokens[following.after].word == "of"
            apart = part or following.unit.dimension == "money" or _is_far(first.low, following.low)
            fits = last and not apart
            return following.unit if fits else None
        i = following.after
    return None


def _is_far(one: Exact, other: Exact) -> bool:
    """Whether two numbers are hardly of the same things: "rose 120 and 5 percent of stocks"."""
    return one > _FAR * other or other > _FAR * one


def _margin(amounts: AmountReading, i: int) -> Amount | None:
    """The 5 of "80 ± 5 minutes", "80 minutes plus or minus 5", "80 minutes, give or take 5"."""
    tokens = amounts.tokens
    i += tokens[i].word == ","
    words = _PLUS_OR_MINUS.get(tokens[i].word)
    if words is None or any(tokens[i + 1 + offset].word != word for offset, word in enumerate(words)):
        return None
    return amounts.amount(i + 1 + len(words))


def _give_or_take(amounts: AmountReading, start: int, amount: Amount, margin: Amount) -> QuantityMention | None:
    """An amount whose margin is stated, instead of the width of a row."""
    if margin.unit is not None and margin.unit.offset:
        # A margin is a difference of temperatures, where the zero of the scale does not count.
        amount = amount._replace(unit=amount.unit or margin.unit)
        margin = margin._replace(unit=None)
    elif amount.unit == PERCENT and margin.unit is not None and margin.unit.dimension == POINTS.dimension:
        # A poll's 45 per cent plus or minus 3 percentage points.
        margin = margin._replace(low=to_base(margin.low, margin.unit), unit=None)
    shared = None if amount.vague or margin.vague else _shared(amount, margin)
    if shared is None:
        return None
    unit = _finer(shared[0].unit, shared[1].unit)
    stated, width = _in(shared[0], unit), margin.low if shared[1].unit == unit else _in(shared[1], unit)
    width = width if width >= 0 else -width
    possible = Interval(exact(stated - width), exact(stated + width))
    tokens, after = amounts.tokens, margin.after
    span = (tokens[start].start, tokens[after - 1].end)
    return QuantityMention(*span, after, point(stated), possible, unit, ABOUT, "margin")


# Ranges --------------------------------------------------------------------------------------------------------------


def _range(amounts: AmountReading, i: int) -> tuple[Amount, Amount] | None:
    """The two ends of a range, or one amount twice."""
    tokens = amounts.tokens
    if tokens[i].word == "anywhere" and tokens[i + 1].word in ("from", "between"):
        i += 1
    if tokens[i].word == "between":
        return _two(amounts, i + 1, _TO | _AND, joining=True) or _two(amounts, i + 1, _AND, joining=False)
    if tokens[i].word == "from":
        return None if _changes(amounts, i) else _two(amounts, i + 1, _TO, joining=True)
    low = amounts.amount(i)
    if low is None:
        return None
    both = _second(amounts, low, _TO, joining=True) if amounts.ranges else None
    changed = both is not None and tokens[low.after].word != "or" and _changed(amounts, i, low, both)
    return (low, low) if both is None or changed else both


def _changes(amounts: AmountReading, i: int) -> bool:
    """Whether "from" in a sentence tells two amounts and no range: "from 3% to 5%", "rose from 5 to 7"."""
    if amounts.wanted is not None:
        return False
    low = amounts.amount(i + 1)
    return (low is not None and low.unit is not None) or (i > 0 and amounts.tokens[i - 1].word in _CHANGE)


def _changed(amounts: AmountReading, i: int, low: Amount, both: tuple[Amount, Amount]) -> bool:
    """Whether an amount in a sentence is one of two, and no end of a range: "rose $2 to $88"."""
    if amounts.wanted is not None or i == 0:
        return False
    tokens = amounts.tokens
    at = i - 1
    while at > 0 and tokens[at].word in _ADVERBS:
        at -= 1
    before = tokens[at].word
    if before == "from":
        return _changes(amounts, at)
    if low.unit is None and both[1].unit is not None:
        return False
    if before == "by" and at:
        # "rose by 12 to 345", "raised its forecast of demand by 80,000 barrels a day to 84 million barrels a day"
        if tokens[at - 1].word in _CHANGE:
            return True
        last = max(0, at - _FURTHEST_VERB)
        return low.unit is not None and any(token.word in _CHANGE for token in tokens[last:at]) and _is_wide(low, both)
    return before in _CHANGE


def _is_wide(low: Amount, both: tuple[Amount, Amount]) -> bool:
    unit = _finer(low.unit, both[1].unit)
    return _in(both[1], unit) > _WIDE * _in(low, unit)


def _two(amounts: AmountReading, i: int, links: frozenset[str], *, joining: bool) -> tuple[Amount, Amount] | None:
    low = amounts.amount(i, joining=joining)
    return None if low is None else _second(amounts, low, links, joining=joining)


def _second(
    amounts: AmountReading, low: Amount, links: frozenset[str], *, joining: bool
) -> tuple[Amount, Amount] | None:
    tokens, i = amounts.tokens, low.after
    either = tokens[i].word == "or"
    if tokens[i].word in links:
        i += 1
    elif not (tokens[i].joined and (tokens[i].kind == NUMBER or tokens[i].word in SMALL)):
        return None
    high = None if low.vague else amounts.amount(i, joining=joining)
    bare = high is not None and high.unit is None and low.unit is not None and amounts.wanted is None
    if bare and tokens[low.after - 2].word in ("a", "an"):
        return None  # "5c a litre to 189.9c"
    if high is not None and low.share and not high.share and high.unit is None and high.scale == 1:
        return None  # "at quarter to five"
    if high is not None and low.unit is not None and low.unit.dimension == "money" and high.unit != low.unit:
        # "$10-25m": the letter is a scale, as after a sign.
        high = amounts.amount(i, joining=joining, currency=low.unit) if tokens[i].kind == NUMBER else high
    both = None if high is None or high.vague else _shared(low, high)
    # "10 million or 10 billion" are two amounts.
    return None if both is None or (either and _is_wide(low, both)) else both


def _shared(low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """A range's ends with the scale and unit that stand only once: "1-2 million", "$1.2 to 1.4 bn", "80 to 90 min"."""
    if low.scale == 1 < high.scale:
        one_currency = low.unit is not None and low.unit.dimension == "money" and high.unit is None
        if one_currency or (low.low < high.head and low.unit in (None, high.unit)):
            value = exact(low.low * high.scale)
            low = low._replace(low=value, high=value, scale=high.scale)
    if low.unit is None:
        low = low._replace(unit=high.unit)
    elif high.unit is None:
        high = high._replace(unit=low.unit)
    comparable = low.unit is None or high.unit is None or low.unit.base == high.unit.base
    return (low, high) if comparable else None


def _finer(low: Unit | None, high: Unit | None) -> Unit | None:
    """The unit that both ends are printed in: minutes for "80 minutes to 2 hours"."""
    if low is None or high is None or low == high:
        return high or low
    return low if low.factor < high.factor else high


def _stated(low: Amount, high: Amount, unit: Unit | None) -> Interval | None:
    """The stated interval in a unit; two negative ends may come in either order."""
    if low is high:
        return point(low.low) if low.vague is None else Interval(low.low, low.high, False, True)
    first, last = _in(low, unit), _in(high, unit)
    if last < first <= 0:
        first, last = last, first
    return None if first > last else Interval(first, last)


def _in(amount: Amount, unit: Unit | None) -> Exact:
    """An amount's number in a unit."""
    if amount.unit is None or unit is None or amount.unit == unit:
        return amount.low
    return from_base(to_base(amount.low, amount.unit), unit)


def _hundredfold(amount: Amount) -> Amount:
    value = exact(amount.low * 100)
    return amount._replace(low=value, high=value)


def _meet(first: QuantityMention, second: QuantityMention) -> QuantityMention | None:
    """Such as "at least 80 but no more than 90": what both bounds leave, as a plain range."""
    unit = first.unit or second.unit
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    both = first.nominal.meet(second.nominal)
    if both.is_empty or both.low == -INFINITY or both.high == INFINITY:
        return None
    span = (first.start, second.end)
    return QuantityMention(*span, second.after, both, both, unit, None, "bounds", span)
