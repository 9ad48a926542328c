"""What of the calendar's words in a sentence is a time: "May" after "in", "fall" after "last", 2022 but not 2,022.

A grammar that reads values takes every word for what it can mean; in a sentence most months are months, and some are
verbs, names or numbers.
"""

from __future__ import annotations

from typing import Final

from factcheck.extraction.mentions.ages import is_of_ages
from factcheck.extraction.mentions.tense import looks_ahead
from factcheck.reading.numbers import SMALL, TENS
from factcheck.reading.periods import Reading
from factcheck.reading.tokens import DATE, NUMBER, SIGN, WORD, Token
from factcheck.reading.when import DECADES, MONTHS, SEASONS, TURNS, WEEKDAYS

_BEFORE_MONTH: Final = frozenset(
    "in of since by until till last next this early late mid during from through to before after between every each "
    "and or on past coming end start beginning middle ended ending year's for".split()
)
_DAYS_OF_NAME: Final = frozenset({"bloody", "super", "black", "man", "ruby", "tgi"})
_TITLES: Final = frozenset("times telegraph mirror express herald independent live football raw".split())
"""Words after a weekday that make a newspaper or a programme of it."""
_DEGREES: Final = frozenset("temperature temperatures highs lows degrees ° thermometer mercury".split())
_ONLY_MONTH: Final = _BEFORE_MONTH - {"and", "or", "to", "for", "by", "from", "before", "after", "of", "between", "on"}
_BEFORE_SEASON: Final = frozenset(
    "in the this last next late early mid of during since by until every each coming past previous following -".split()
)
_ABBREVIATED: Final = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_DETERMINERS: Final = frozenset("the a an his her its their our my your this that".split())
_SUBJECTS: Final = _DETERMINERS | frozenset("he she it they we i you who".split())
_FIRST_QUARTER: Final = 33
_HALVES: Final = (40, 41)
"""The halves of a year: "the second half" alone is that of a match, unless a business is told of."""
_BUSINESS: Final = frozenset(
    "% percent sales profit profits revenue earnings growth economy gdp output prices demand exports orders results "
    "loss losses income inflation rates market markets production shipments company year-on-year quarter".split()
)
_SPORT: Final = frozenset(
    "scored score scores scoring game touchdown touchdowns yards yard goal goals rebounds halftime quarterback "
    "basket coach league playoffs lakers celtics".split()
)
_AROUND_SENTENCE: Final = 20
_COMPARISONS: Final = frozenset("first most best worst least only".split())
_BEFORE_VERB: Final = frozenset("to will would could can may might should must not won't wouldn't couldn't n't".split())
_BEFORE_DECADE: Final = frozenset({"the", "early", "late", "mid", "-", "and", "nineteen", "eighteen"})
_UNDER_AGES: Final = frozenset({"upper", "lower", "low", "high", "mid"})
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2101
_FIRST_USUAL_YEAR: Final = 1900
_FIRST_YEAR_WITH_FOUR_DIGITS: Final = 1000
_FIRST_LIKELY_YEAR: Final = 1700
_BEFORE_DATED: Final = frozenset("in since until during circa year".split())
_BEFORE_OLD_YEAR: Final = frozenset("the his her its their by from after before".split())
_SMALL_WORDS: Final = frozenset("was as is his its this has us".split())
_BEFORE_YEAR: Final = frozenset(
    "in since by until till from of during before after early late mid year circa through to and between around the "
    "fiscal for as spring summer autumn fall winter".split()
)
_NOT_YEARS: Final = frozenset(
    "people men women children troops soldiers workers jobs homes houses tonnes tons miles students employees "
    "residents protesters voters votes seats shares points cases deaths patients families others buildings barrels "
    "dollars euros calories metres meters feet words years days hours minutes % percent per".split()
)
_AFTER_SEASON: Final = frozenset(
    "in on at to and or but of for with from by when as that which who while since until after before during over is "
    "was are were has had have will would could can may might must should began begins starts ended ends so than if "
    "because the a an he she it they we this last next season months here there their his her its our my your".split()
)
_PREPOSITIONS_OF_DAYS: Final = frozenset("on by until till since before after from through for between to".split())
_BEFORE_FALL: Final = frozenset("last this next in late early past coming".split())
_NAMES_TOO: Final = frozenset({"april", "june", "august"})
_WORDS_TOO: Final = frozenset({"jan", "jun", "mar"})
_MOST_MONTHS: Final = 12
_MOST_DAYS: Final = 31


def is_time(text: str, tokens: list[Token], read: Reading) -> bool:
    """Whether what was read as a period is one in its sentence."""
    core = core_of(tokens, read)
    token = tokens[core]
    if read.low.form == "numeric" and read.low.year is None and read.low.weekday is None:
        return _numeric_is_time(tokens, read, core)
    if token.kind == NUMBER:
        return _range_is_time(tokens, read, core) if read.high is not None else _number_is_time(tokens, read, core)
    if token.kind != WORD or read.high is not None:
        # "4470-01" is no month.
        return token.kind != DATE or len(token.word) != len("2022-01") or token.word[:2] in ("18", "19", "20")
    if token.word in MONTHS and read.low.form in ("month", "day"):
        return _month_is_time(text, tokens, read, core)
    if token.word in WEEKDAYS or token.word in SEASONS:
        return _named_is_time(text, tokens, read, core)
    if token.word in DECADES:
        # "two fifties" are runs.
        return (_before(tokens, core) in _BEFORE_DECADE or read.end > core + 1) and not is_of_ages(tokens, core)
    return _told_is_time(text, tokens, read, core)


def core_of(tokens: list[Token], read: Reading) -> int:
    """The index of the first word of an expression that is no preposition or article."""
    core = read.core
    while tokens[core].word in ("in", "on", "the", "within") and core < read.end - 1:
        if counts_on(tokens, core, read):
            break
        core += 1
    return core


def counts_on(tokens: list[Token], core: int, read: Reading) -> bool:
    """Such as "in two weeks", "within a month", where the preposition bears meaning."""
    following = tokens[core + 1].word
    forms = read.low.form in ("steps", "span") and tokens[core].word in ("in", "within")
    return forms and following != "the" and following not in TURNS


def _before(tokens: list[Token], core: int) -> str:
    return tokens[core - 1].word if core else ""


def _numeric_is_time(tokens: list[Token], read: Reading, core: int) -> bool:
    """Whether "4/22" is a date and no fraction: only where one number can be a month alone, or after "on"."""
    first, second = read.low.number, read.low.day
    if min(first, second) > _MOST_MONTHS or max(first, second) > _MOST_DAYS:
        return False
    before = _before(tokens, core)
    if second > _MOST_MONTHS and before not in ("(", "of"):
        return True
    # "coming on 3-1" is a score.
    return before in _PREPOSITIONS_OF_DAYS and tokens[read.end].kind != WORD


def _told_is_time(text: str, tokens: list[Token], read: Reading, core: int) -> bool:
    """Times told by other words: units, turns, steps."""
    low, word, before = read.low, tokens[core].word, _before(tokens, core)
    if read.end == core + 1:
        return _word_is_time(text, tokens, read, core)
    if low.form == "fixed" and is_of_ages(tokens, core):
        return False  # "in his late 40s"
    if word == "last" and low.form == "span":
        # "is expected to last six weeks"
        return before not in _BEFORE_VERB
    if counts_on(tokens, core, read):
        return not _compares(tokens, core) and looks_ahead(text, tokens, core, read.after)
    if low.form == "group":
        return _group_is_time(tokens, read, core)
    if low.form == "monthday" and low.weekday is None and low.turn is None:
        return _day_prepared(tokens, core)
    if low.form == "month" and low.turn is not None and read.end == read.after:
        # "this august body"
        return text[tokens[read.end - 1].start].isupper() or tokens[read.end - 1].word == "."
    if low.form == "week" and low.year is None and low.shift is None:
        return False
    if low.form == "steps" and word in ("day", "night", "evening"):
        # "the day before the vote" is told from the vote.
        following = tokens[read.after]
        return following.kind != WORD or not (text[following.start].isupper() or following.word in _SUBJECTS)
    # "twenty-two hundred houses"
    spelled = low.form == "year" and low.shift is None and (word in SMALL or word in TENS)
    return not spelled or before in _BEFORE_YEAR


def _word_is_time(text: str, tokens: list[Token], read: Reading, core: int) -> bool:
    """Such a time of a single word, which may also be part of a name: "the year", "annually", "now"."""
    low, word, before, later = read.low, tokens[core].word, _before(tokens, core), tokens[core + 1]
    capital = text[tokens[core].start].isupper()
    if low.form == "set" and capital:
        # "the LA Weekly"
        return not (core and tokens[core - 1].kind == WORD and text[tokens[core - 1].start].isupper())
    if low.form == "monthday" and low.weekday is None and low.turn is None:
        return core > 1 and tokens[core - 2].word == "on" and _day_prepared(tokens, core)
    if low.form == "year" and low.shift is None:
        return False
    if before == "the" and low.form in ("year", "unit"):
        # "the player of the year", "the year-long search", "the Century City"
        of = core > 1 and tokens[core - 2].word in ("of", "per")
        return not (of or later.joined or capital)
    if word == "now":
        return not (later.word == "and" and tokens[core + 2].word in ("then", "again"))
    # "USA Today", "the Tonight Show"
    return not (word == "today" and before == "usa") and not (word == "tonight" and before == "the")


def _group_is_time(tokens: list[Token], read: Reading, core: int) -> bool:
    """Seasons, quarters and halves, of which those of games are none."""
    low = read.low
    if low.number < _FIRST_QUARTER or low.year is not None or low.shift is not None or low.parts:
        return True
    if low.number in _HALVES:
        return _near(tokens, core, read.end, _BUSINESS)
    return not _near(tokens, core, read.end, _SPORT)


def _near(tokens: list[Token], start: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands near."""
    return any(token.word in words for token in tokens[max(0, start - _AROUND_SENTENCE) : end + _AROUND_SENTENCE])


def _compares(tokens: list[Token], core: int) -> bool:
    """Whether "in two years" says how long nothing was like it: "the first fall in two years"."""
    before = tokens[max(0, core - 6) : core]
    return any(token.word in _COMPARISONS or token.word.endswith("est") for token in before)


def _named_is_time(text: str, tokens: list[Token], read: Reading, core: int) -> bool:
    """Weekdays and seasons: abbreviations and "fall" need more than themselves."""
    token, before, later = tokens[core], _before(tokens, core), tokens[read.end]
    single = read.end == core + 1 or (read.end == core + 2 and tokens[core + 1].word == ".")
    capital = text[token.start].isupper()
    named = before in _DAYS_OF_NAME and text[tokens[core - 1].start].isupper()
    if capital and (named or (later.word in _TITLES and text[later.start].isupper())):
        # "Bloody Sunday", "the Sunday Times", "Monday Night Football"
        return False
    if not single:
        return True
    if token.word in _ABBREVIATED:
        prepared = before in ("on", "last", "next", "this") and (capital or token.word not in ("sun", "sat"))
        return prepared or (capital and later.kind == NUMBER)
    if token.word in SEASONS and later.kind == WORD and not later.joined and _names_more(text, tokens, core, later):
        return False
    if token.word == "fall":
        in_the_fall = before == "the" and core > 1 and tokens[core - 2].word == "in" and later.kind != WORD
        return before in _BEFORE_FALL or in_the_fall
    return token.word in WEEKDAYS or before in _BEFORE_SEASON or not capital


def _names_more(text: str, tokens: list[Token], core: int, later: Token) -> bool:
    """Whether the word after a season makes something else of it: "winter storms", "the Winter Olympics"."""
    if text[later.start].isupper():
        return text[tokens[core].start].isupper()
    article = _before(tokens, core) == "the"
    return later.word not in _AFTER_SEASON and _before(tokens, core - article) not in ("in", "during", "this", "last")


def _day_prepared(tokens: list[Token], core: int) -> bool:
    before = core - 1 - (_before(tokens, core) == "the")
    return before >= 0 and tokens[before].word in _PREPOSITIONS_OF_DAYS


def _month_is_time(text: str, tokens: list[Token], read: Reading, core: int) -> bool:
    token, before, later = tokens[core], _before(tokens, core), tokens[read.end]
    word = token.word
    capital = text[token.start].isupper()
    single = read.end == core + 1
    if word in ("may", "march"):
        return _verb_is_month(tokens, read, core, capital=capital)
    if not single:
        return True
    if word in _ABBREVIATED:
        return capital and word not in _WORDS_TOO
    if word == "august" and not capital:
        return False
    if word in _NAMES_TOO and before not in _ONLY_MONTH:
        name = later.kind == WORD and text[later.start].isupper() and later.start == token.end + 1
        return not name
    return True


def _verb_is_month(tokens: list[Token], read: Reading, core: int, *, capital: bool) -> bool:
    """Whether "may" or "march" is a month: it is written as one, and something says so."""
    before, later = _before(tokens, core), tokens[read.end]
    if read.end > core + 1:
        return capital or tokens[core + 1].kind == NUMBER or read.end > core + 2
    prepared = before in _BEFORE_MONTH - {"on", "to", "or", "and"} or before == "-"
    listed = before in ("and", "or", "to", "through") and core > 1 and tokens[core - 2].word in MONTHS
    alone = tokens[core].word == "march" and later.kind != WORD
    return capital and (prepared or listed or later.kind == NUMBER or alone)


def _range_is_time(tokens: list[Token], read: Reading, core: int) -> bool:
    """Whether a range that starts with digits is one of times: "2014-18", and not "1000 - 5000", "the 2-1 win"."""
    low, high = read.low, read.high
    if high is None or low.form != high.form:
        return True
    if low.form == "monthday" and tokens[core + 1].kind == SIGN:
        days = low.day < high.day and tokens[read.end].kind != WORD
        return high.turn is not None or (days and _day_prepared(tokens, core))
    return low.form != "year" or _FIRST_YEAR <= (low.year or 0) < (high.year or 0) < _LAST_YEAR


def _number_is_time(tokens: list[Token], read: Reading, core: int) -> bool:
    """Whether digits alone are a year or a decade: "2022", and not "2000 people", "the 1990s", not "his 60s"."""
    low, before = read.low, _before(tokens, core)
    if low.form == "fixed" and read.end <= core + 3 and tokens[read.end - 1].word == "s":
        if read.end <= core + 2 and _near(tokens, core, read.end, _DEGREES):
            return False  # "highs in the 70s"
        return before not in _UNDER_AGES and not is_of_ages(tokens, core)
    if low.form == "monthday" and low.weekday is None and low.turn is None:
        # "after the 1-1 draw"
        score = tokens[read.end].kind == SIGN and tokens[read.end + 1].kind == NUMBER
        return _day_prepared(tokens, core) and not score
    if low.form == "day" and not low.number:
        return False
    return low.form != "year" or read.end != core + 1 or _is_year(tokens, read, core)


def _is_year(tokens: list[Token], read: Reading, core: int) -> bool:
    year, before, following = read.low.year or 0, _before(tokens, core), tokens[read.end]
    if read.row is not None:
        # "about 2000" is an amount; "circa 1066" is not.
        return read.hedge is not None and tokens[read.hedge].word in ("circa", "c", "ca")
    close = following.start == tokens[core].end and following.kind in (WORD, NUMBER)
    if close or following.word in _NOT_YEARS:
        return False
    if _FIRST_USUAL_YEAR <= year < _LAST_YEAR:
        return True
    if not _FIRST_YEAR_WITH_FOUR_DIGITS <= year < _FIRST_USUAL_YEAR:
        return False
    if following.kind != WORD:
        return before in _BEFORE_YEAR or (before == "(" and following.word == ")")
    # "in 1724 with", "the 1863 proclamation"; but "in 1600 homes", "up to 1600 soldiers"
    counted = following.word.endswith("s") and following.word not in _SMALL_WORDS
    likely = year >= _FIRST_LIKELY_YEAR and before in _BEFORE_OLD_YEAR
    dated = before in _BEFORE_DATED and (year >= _FIRST_LIKELY_YEAR or not counted)
    return dated or (likely and not counted)
