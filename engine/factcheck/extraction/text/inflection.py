"""From a word in its base form to all the forms in which a text can have it: `host` to host, hosts, hosted, hosting.
British and American spellings are forms of one word.

Regular forms are made by rule, irregular ones come from tables. A form that no text has ("informationed") costs
nothing, so verbs and nouns are not told apart; forms that are other words ("hoping" of hop) are avoided.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from factcheck.extraction.text.spelling import spellings_of

_VERBS: Final = """
abide abided abode; arise arose arisen; awake awoke awoken; bear bore borne born; beat beaten; become became;
befall befell befallen; begin began begun; bend bent; bet betted; bid; bind bound; bite bit bitten; bleed bled;
blow blew blown; break broke broken; breed bred; bring brought; broadcast; build built; burn burned burnt; burst;
buy bought; cast; catch caught; choose chose chosen; cling clung; come came; cost costed; creep crept; cut;
deal dealt; dig dug; dive dived dove; do did done does doing; draw drew drawn; dream dreamed dreamt;
drink drank drunk; drive drove driven; dwell dwelled dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade forbidden; forecast forecasted;
foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; forsake forsook forsaken;
freeze froze frozen; get got gotten; give gave given; go went gone goes going; grind ground; grow grew grown;
hang hung hanged; hear heard; hide hid hidden; hit; hold held; hurt; keep kept; kneel knelt kneeled; know knew known;
lay laid; lead led; leap leapt leaped; learn learnt learned; leave left; lend lent; let; lie lay lain lied;
light lit lighted; lose lost; make made; mean meant; meet met; mislead misled; mistake mistook mistaken;
misunderstand misunderstood; mow mowed mown; outdo outdid outdone; offset; overcome overcame;
oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; pay paid; plead pleaded pled;
prove proved proven; put; quit; read; rebuild rebuilt; repay repaid; reset; rid; ride rode ridden; ring rang rung;
rise rose risen; run ran; saw sawed sawn; say said; see saw seen; seek sought; sell sold; send sent; set;
sew sewed sewn; shake shook shaken; shear sheared shorn; shed; shine shone shined; shoot shot; show showed shown;
shrink shrank shrunk; shut; sing sang sung; sink sank sunk; sit sat; slay slew slain slayed; sleep slept; slide slid;
sling slung; sneak sneaked snuck; sow sowed sown; speak spoke spoken; speed sped speeded; spell spelt spelled;
spend spent; spill spilt spilled; spin spun; spit spat; split; spread; spring sprang sprung; stand stood;
steal stole stolen; stick stuck; sting stung; stride strode stridden; string strung; strike struck stricken;
strive strove striven; swear swore sworn; sweep swept; swell swelled swollen; swim swam swum; swing swung;
take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; thrust;
undergo underwent undergone; undertake undertook undertaken; understand understood; undo undid undone; uphold upheld;
upset; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; wring wrung; write wrote written; rewrite rewrote rewritten;
have has had having; be am is are was were been being; outgrow outgrew outgrown; bestride; sublet;
retake retook retaken; resell resold; rerun reran; foretell foretold; partake partook partaken; smell smelt smelled;
spoil spoilt spoiled; stink stank stunk; tread trod trodden; forgo forwent forgone
"""
"""Verbs with their irregular forms, which stand in place of the regular past; -s and -ing are regular unless given."""

_NOUNS: Final = """
man men; woman women; child children; person people persons; foot feet; tooth teeth; goose geese; mouse mice; ox oxen;
louse lice; penny pence pennies; criterion criteria; phenomenon phenomena; analysis analyses; basis bases;
crisis crises; thesis theses; hypothesis hypotheses; oasis oases; diagnosis diagnoses; emphasis emphases;
parenthesis parentheses; synthesis syntheses; axis axes; datum data; medium media; bacterium bacteria;
memorandum memoranda memorandums; referendum referenda referendums; stadium stadiums stadia; forum forums fora;
curriculum curricula; index indices indexes; matrix matrices; appendix appendices; vertex vertices; vortex vortices;
half halves; leaf leaves; life lives; knife knives; wife wives; wolf wolves; thief thieves; shelf shelves; self selves;
loaf loaves; calf calves; elf elves; hoof hooves; scarf scarves; wharf wharves; cactus cacti; fungus fungi;
nucleus nuclei; stimulus stimuli; alumnus alumni; syllabus syllabi; series; species; aircraft; spacecraft; sheep; fish;
salmon; deer; offspring; chateau chateaux; bureau bureaux bureaus; plateau plateaux plateaus; gentleman gentlemen;
spokesman spokesmen; spokeswoman spokeswomen; spokesperson spokespeople spokespersons; chairman chairmen;
chairwoman chairwomen; businessman businessmen; businesswoman businesswomen; policeman policemen;
policewoman policewomen; fireman firemen; fisherman fishermen; gunman gunmen; lawmaker lawmakers;
congressman congressmen; congresswoman congresswomen; salesman salesmen; serviceman servicemen; craftsman craftsmen;
midwife midwives; housewife housewives; passer-by passers-by; mother-in-law mothers-in-law; dwarf dwarfs dwarves;
antenna antennas antennae; alga algae; formula formulas formulae; larva larvae; radius radii; corpus corpora;
genus genera; quiz quizzes; unit units; tornado tornadoes tornados
"""
_INVARIABLE: Final = frozenset(
    """
    the of in on at by to from with without and or but nor not no for as than that this these those there here it its
    he him his she her hers they them their theirs we our ours you your yours i me my mine us who whom whose which what
    when where while why how if unless because although though since until till before after during between among
    against about above below over under into onto upon through across along around behind beside beyond near off out
    up down per via also too very then now so such both either neither each every all any some few many much more most
    less least own same other another only just even ever never again still yet already soon once twice will would
    shall should can could may might must ought cannot
    """.split()
)
"""Words with one form."""
FUNCTION_WORDS: Final = _INVARIABLE | {"a", "an", "is", "are", "was", "were", "be", "been", "has", "have", "had"}
"""The small words that hold sentences together."""
_OTHER: Final = """
a an; good better best; bad worse worst; far further furthest farther farthest; high higher highest; low lower lowest;
big bigger biggest; large larger largest; small smaller smallest; strong stronger strongest; weak weaker weakest;
long longer longest; short shorter shortest; old older oldest elder eldest; young younger youngest;
fast faster fastest; slow slower slowest; deep deeper deepest; wide wider widest; heavy heavier heaviest;
light lighter lightest; great greater greatest; hard harder hardest; easy easier easiest; cheap cheaper cheapest;
rich richer richest; poor poorer poorest; safe safer safest; warm warmer warmest; cold colder coldest;
hot hotter hottest; wet wetter wettest; dry drier driest; tough tougher toughest; broad broader broadest;
close closer closest; full fuller fullest; new newer newest; early earlier earliest; quick quicker quickest; hostile;
major; minor; own owns owned owning; mine mines mined mining; other others; one ones;
near nears neared nearing nearer nearest; down downs downed downing; few fewer fewest; little less least
"""
"""Words of other kinds: adjectives with their degrees. They stay verbs and nouns as well (to light, to slow)."""

_OWN_WORDS: Final = frozenset("ground rose left felt thought lit shot fed sped".split())
"""Forms of verbs that are, as often as not, words of their own."""

_PREFIXES: Final = ("counter", "fore", "inter", "mis", "out", "over", "pre", "re", "un", "under", "with")
"""What makes another verb of an irregular one, with the same irregular forms: "override", "rethink"."""
_LAST_OF_NOUNS: Final = ("man", "child", "person", "wife", "life")
"""Irregular nouns that are the last part of others: "crewman", "grandchild"."""
_COMPLETE: Final = frozenset({"be", "have", "do", "go"})
"""Verbs whose forms are all in the table."""
_VOWELS: Final = "aeiou"
_SHORTEST: Final = 2


def forms_of(word: str) -> frozenset[str]:
    """All forms of a word in its base form, itself among them, in lower case. A word that stands in a form of its own
    ("held", "talks") has next to no others.
    """
    return frozenset(form for spelling in spellings_of(word) for form in _forms(spelling))


@cache
def _forms(word: str) -> frozenset[str]:
    if word in _INVARIABLE or not word.isalpha() or len(word) < _SHORTEST:
        return frozenset({word, *_table(_OTHER).get(word, ())})
    verbs, nouns, others = _table(_VERBS), _table(_NOUNS), _table(_OTHER)
    found = {word, *verbs.get(word, ()), *nouns.get(word, ()), *others.get(word, ()), *_compounds(word)}
    if word in nouns and word not in verbs:
        return frozenset(found)
    if word not in _COMPLETE:
        found.add(_with_s(word))
        if word.endswith("o"):
            found.add(word + "s")  # "cargos" as well as "cargoes"
        found |= _with_ending(word, "ing")
    return frozenset(found if word in verbs else found | _with_ending(word, "ed"))


def _compounds(word: str) -> set[str]:
    """The irregular forms of a word whose last part is an irregular one: "overran", "crewmen"."""
    verbs, nouns = _table(_VERBS), _table(_NOUNS)
    prefix = next((p for p in _PREFIXES if word.startswith(p) and word.removeprefix(p) in verbs), None)
    last = next((noun for noun in _LAST_OF_NOUNS if word.endswith(noun) and word != noun), None)
    found = {prefix + form for form in verbs[word.removeprefix(prefix)]} if prefix is not None else set()
    return found | ({word.removesuffix(last) + nouns[last][0]} if last is not None else set())


def base_of(word: str) -> str:
    """The base form of an irregular form of a verb: `ran` to `run`. All other words stay as they are, since "found" and
    "ground" are words of their own, and regular endings tell no verb from a noun.
    """
    return _bases().get(word, word)


def may_be_verb(word: str) -> bool:
    """Whether a word in lower case can be a form of a verb other than the base form of a regular one: kills, won."""
    return word in _of_verbs() or (len(word) > _SHORTEST + 1 and word.endswith(("s", "ed", "ing")))


@cache
def _of_verbs() -> frozenset[str]:
    return frozenset(form for base, forms in _table(_VERBS).items() for form in (base, *forms))


@cache
def _bases() -> dict[str, str]:
    verbs = _table(_VERBS)
    return {
        form: base
        for base, forms in verbs.items()
        for form in forms
        if form not in verbs and form not in _OWN_WORDS and not is_function_word(form)
    }


def is_function_word(word: str) -> bool:
    """Whether a word is one of the small ones that hold sentences together: the, of, he, would."""
    return word in FUNCTION_WORDS


def plural_of(word: str) -> str:
    """The regular plural: `talk` to `talks`."""
    return _with_s(word)


@cache
def _table(rows: str) -> dict[str, tuple[str, ...]]:
    words = (row.split() for row in rows.split(";"))
    return {first: tuple(rest) for first, *rest in words}


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith("o") and word[-2] not in _VOWELS and word not in ("photo", "euro", "memo", "logo", "video"):
        return word + "es"
    return word + "s"


def _with_ending(word: str, ending: str) -> set[str]:
    """The past or the -ing form; both spellings where doubling the last letter is a matter of taste or of stress."""
    if word.endswith("ie") and ending == "ing":
        return {word[:-2] + "ying"}
    if word.endswith("e"):
        if ending == "ed":
            return {word + "d"}
        if word.endswith(("ee", "oe", "ye")):
            return {word + "ing"}
        return {word[:-1] + "ing", word + "ing"} if word.endswith(("nge", "age", "eue")) else {word[:-1] + "ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        return {word[:-1] + "ied"} if ending == "ed" else {word + "ing"}
    if word.endswith("c"):
        return {word + "k" + ending, word + ending}
    if not _may_double(word):
        return {word + ending}
    doubled = word + word[-1] + ending
    is_sure = _syllables(word) == 1 and not word.endswith(("uel", "ial"))
    return {doubled} if is_sure else {doubled, word + ending}


def _may_double(word: str) -> bool:
    """Whether a word ends in a single consonant after a single vowel: `plan`, `travel`."""
    return (
        len(word) > _SHORTEST
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and (word[-3] not in _VOWELS or word[-4:-1] in ("qui", "qua") or word.endswith(("uel", "ial")))
    )


def _syllables(word: str) -> int:
    """Groups of vowels."""
    return sum(
        letter in _VOWELS + "y" and (i == 0 or word[i - 1] not in _VOWELS + "y") for i, letter in enumerate(word)
    )
