"""What may stand right before a name or an amount: articles, forms of address and words of emphasis, which do not
matter, and words that make a title another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from factcheck.pattern import pattern

FORMS_OF_ADDRESS: Final = frozenset(
    """
    mr mrs ms mx miss dr prof professor rev reverend sir lord lady dame hon honorable honourable msgr adm amb brig
    capt cllr cmdr col cpl det gen gov insp lt maj pres rep sen sgt supt
    """.split()
)
"""Words of respect and short forms of rank before a person's name, which are no part of it."""
_ARTICLE: Final = frozenset({"the"})
_ARTICLES: Final = _ARTICLE | {"a", "an"}
_NONE: Final[frozenset[str]] = frozenset()
_BEFORE_TIMES: Final = frozenset({"on"})
_FOR: Final = frozenset({"for"})
_EMPHASIS: Final = _ARTICLES | frozenset(
    """
    only just exactly precisely all another further additional extra record mere whopping staggering combined full
    confirmed reported known fresh
    """.split()
)
"""Words before an amount that do not change it: "killed another 12", "fell by a full 3 percent"."""
_NAMES: Final = frozenset({"person", "organisation", "place", "country"})
QUALIFIERS: Final = frozenset("deputy vice former ex acting assistant associate interim shadow".split())
"""Words before a title that make it another one."""
_HYPHENED: Final = frozenset({"then", "under"})
"""Those that do so with a hyphen alone: "then-president"."""
NATIONALITIES: Final = frozenset(
    """
    afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian
    azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian cambodian
    cameroonian canadian chilean chinese colombian congolese croatian cuban cypriot czech danish dutch ecuadorian
    egyptian emirati english eritrean estonian ethiopian european fijian filipino finnish french gambian georgian
    german ghanaian greek guatemalan haitian honduran hungarian icelandic indian indonesian iranian iraqi irish
    israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kuwaiti kyrgyz lao laotian
    latvian lebanese liberian libyan lithuanian macedonian malaysian maldivian malian maltese mauritian mexican
    moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien
    norwegian omani pakistani palestinian panamanian paraguayan peruvian polish portuguese qatari romanian russian
    rwandan salvadoran samoan saudi scottish senegalese serbian singaporean slovak slovene slovenian somali spanish
    sudanese swedish swiss syrian taiwanese tajik tanzanian thai tunisian turkish turkmen ugandan ukrainian
    uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean
    """.split()
)
"""Adjectives of countries and their like, which are no titles."""
BEFORE_TITLES: Final = QUALIFIERS | _HYPHENED | NATIONALITIES
"""What may stand between such a word and the title that it makes another one, itself among it."""
OFFICES: Final = frozenset(
    """
    accountant administrator admiral adviser advisor agent ambassador analyst archbishop architect attorney auditor
    ayatollah baron baroness bishop brigadier candidate captain cardinal ceo cfo chair chairman chairperson
    chairwoman champion chancellor chief cio clerk coach colonel columnist commander commissioner commodore
    comptroller congressman congresswoman constable consul controller coordinator corporal correspondent
    councillor councilman councilwoman councilor counsel counsellor count countess cto curator dean delegate deputy
    designer detective director duchess duke economist editor emir emperor engineer envoy executive founder
    general governor guard head imam inspector judge justice keeper king lawmaker lawyer leader legislator
    lieutenant magistrate major manager marshal master mayor mep minister mp negotiator officer ombudsman owner
    partner pastor patriarch pope premier president priest prince princess principal producer professor prosecutor
    provost queen rabbi rapporteur rector registrar reporter representative scientist secretary senator sergeant
    sheikh sheriff speaker spokesman spokesperson spokeswoman sultan superintendent surgeon treasurer trustee tsar
    undersecretary veteran vicar viceroy warden whip
    """.split()
)
"""Words of titles, by which one that no vocabulary lists is told from the first of a person's names."""
_IN_NAMES: Final = frozenset(
    """
    ayatollah baron baroness bishop champion count countess dean duchess duke emir emperor guard head judge keeper king
    major marshal master owner partner pope prince princess principal queen sheikh sheriff sultan tsar veteran viceroy
    warden whip
    """.split()
)
"""Words of titles that are parts of names as well: "King Charles", "Dean Novak", "Coast Guard"."""
RANKS: Final = OFFICES - _IN_NAMES
"""Words of titles that part a person's title from the name after it."""
FIRMS: Final = frozenset(
    "administration government cabinet doctrine team era campaign family foundation committee party camp".split()
)
"""Words after a person's name that make it the name of something else."""
_POSSESSIVE: Final = pattern(r"(?: ?['’]s|(?<=s)['’])\s+", 2)  # re.IGNORECASE


@cache
def skipped_before(tag: str) -> frozenset[str]:
    """The words before a name that do not matter between a word of a pattern and a slot of a tag.

    "A Ford" may be a car, so that only titles and names of a vocabulary's own kinds may have an indefinite article.
    """
    form, _, named = tag.partition(":")
    kind = named.partition(":")[0]
    if form == "quantity":
        return _EMPHASIS | _FOR if kind == "duration" else _EMPHASIS
    if form == "period":
        return _BEFORE_TIMES
    if form not in ("entity", "run", "is"):
        return _NONE
    if kind == "person":
        return _ARTICLE | FORMS_OF_ADDRESS
    return _ARTICLE if kind in _NAMES else _ARTICLES


def is_of_people(tag: str) -> bool:
    """Whether a slot of a tag takes people."""
    return tag in ("entity:person", "run:person") or tag.startswith("is:person:")


def is_of_another(text: str, end: int, following: int, key: str, kind: str) -> bool:
    """Whether a name that ends at one offset says of what follows at another whose it is: "Reyes's wife" is not Reyes,
    nor is "the Reyes campaign".
    """
    if kind == "person" and key in FIRMS and text[end:following] == " ":
        return True
    return _POSSESSIVE.fullmatch(text, end, following) is not None


def name_after_rank(keys: Sequence[str], first: int, after: int) -> int:
    """Where the name of a person begins in words that may begin with a title: "Novak" of "Treasury Secretary Novak"."""
    return next((i + 1 for i in range(after - 2, first - 1, -1) if keys[i] in RANKS), first)


def qualified_from(
    text: str, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int, least: int
) -> int:
    """The word from which on a title is another one: that of "former" in "former prime minister", else `first`.

    No word before `least` counts, which is the first of the sentence.
    """
    i = first
    while i > least:
        between = text[ends[i - 1] : starts[i]]
        is_one = keys[i - 1] in QUALIFIERS and (between == "-" or between.isspace())
        if not (is_one or (keys[i - 1] in _HYPHENED and between == "-")):
            break
        i -= 1
    return i
