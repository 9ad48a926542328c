"""The words with which articles tell who says something, as tables."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context.cue_words import BE

SAYING: Final = frozenset(
    """
    said says say told tells announced stated noted reported declared claimed explained confirmed insisted insists
    argued argues estimated warned warns pointed wrote tweeted posted acknowledged alleged conceded
    admitted revealed believed believes predicted predicts disclosed indicated suggested asserted maintained
    contended remarked testified added adds briefed commented concluded cautioned reiterated
    """.split()
)
READING: Final = frozenset(
    """
    read reads grumbled snapped roared shouted joked quipped fumed boasted sighed asked replied cried exclaimed
    answered recounted muttered screamed yelled whispered urged complained responded laughed observed mused opined
    reasoned ventured enthused blasted raged thundered pleaded confided countered lamented wondered demanded proclaimed
    interjected gushed vowed
    """.split()
)
"""Verbs that tell what someone said only beside a quotation: "…," the statement read."""
CLAIMING: Final = frozenset(
    "claim believe warn insist argue predict suggest confirm deny allege estimate report note think reckon".split()
)
"""Verbs in the present, which need several speakers without a name: some are nouns as well."""
PRESENT: Final = frozenset(
    """
    claims notes estimates reckons thinks reports tweets writes alleges states concludes maintains announces confirms
    explains acknowledges admits declares reveals asserts contends observes suggests testifies concedes cautions
    """.split()
)
"""Verbs in the present, which need one speaker right before them."""
NOT_OF_PRESENT: Final = frozenset("of by about for in on from and or to show suggest indicate say".split())
"""Words after these with which they are nouns: "police reports of"."""
RECKONED: Final = frozenset("reckoned thought".split())
DENYING: Final = frozenset("denied denies".split())
REJECTING: Final = frozenset("rejected rejects dismissed dismisses".split())
REJECTED: Final = frozenset(
    "claims claim reports report suggestions allegations idea notion rumours rumors that".split()
)
PUTTING: Final = frozenset("put puts".split())
PUT: Final = frozenset("figure number toll count total figures cost price value losses damage bill".split())
NOT_SAYING: Final = frozenset("not never to didn't doesn't wouldn't don't having hasn't haven't".split())
"""Words right before a verb of saying that tell that something else is meant: "did not say", "having said"."""
WITH_THAT: Final = frozenset(
    """
    stressed emphasised emphasized highlighted recalled underlined underscored mentioned stresses recalls repeated
    pledged promised ruled worried
    """.split()
)
"""Verbs that tell what someone said only with "that"; else they have an object: "stressed the importance"."""
SHOWING: Final = frozenset("showed shows show found finds".split())
"""Verbs with which papers and figures tell something."""
SOURCES: Final = frozenset(
    "data figures survey poll study report statistics research records documents review inquiry analysis audit".split()
)
ISSUED: Final = frozenset(
    "given provided released issued supplied offered quoted cited reported published compiled used announced".split()
)
"""With "by" before the source of a figure."""
GOING_ON: Final = frozenset(
    "adding saying noting stressing explaining warning claiming stating insisting arguing confirming announcing".split()
)
CLAIMS: Final = frozenset("claim assertion allegation announcement statement warning prediction".split())
"""What someone makes, with "that" after it."""
MAKING: Final = frozenset(
    "make makes made making repeat repeats repeated repeating renew renews renewed his her their its".split()
)
OF_COUNTING: Final = frozenset(
    """
    count estimate estimates account accounts reckoning tally calculation calculations figures view words opinion
    telling admission assessment
    """.split()
)
"""Words with which a possessive is a speaker: "by Reyes's count"."""
BETWEEN: Final = frozenset(
    """
    also later then again earlier previously separately repeatedly has have had today yesterday reportedly publicly
    recently once already both all further even still just
    """.split()
)
"""Words between a speaker and the verb."""
BREAKS: Final = frozenset(
    """
    that which because if although though while whereas when where after before since until so yet but as and or than
    what how why
    """.split()
)
"""Words that no name of a speaker goes back beyond."""
BODIES: Final = frozenset(
    """
    police authorities company government ministry agency statement media court union board council army navy bank
    firm airline party committee commission department bureau office group report association federation
    """.split()
)
"""Words for bodies, which are no he or she."""
SEVERAL: Final = frozenset(
    """
    officials sources analysts ministers experts economists researchers scientists lawyers prosecutors witnesses
    diplomats aides critics doctors rescuers survivors residents supporters opponents unions people men women
    executives traders investors lawmakers insiders investigators officers firefighters neighbours neighbors
    """.split()
)
ROLES: Final = (
    BODIES
    | SEVERAL
    | frozenset(
        """
        official spokesman spokeswoman spokesperson source analyst minister expert economist researcher scientist
        lawyer prosecutor president chairman chairwoman director witness diplomat aide doctor survivor coach manager
        mayor governor judge person man woman resident executive trader lawmaker senator investigator officer boss chief
        leader secretary captain head
        """.split()
    )
)
"""Words for those who speak without a name."""
DOCUMENTS: Final = frozenset("statement readout release note".split())
NO_SPEAKERS: Final = frozenset("i we you to when while if how why what asked then".split())
"""Words that no name of a speaker begins with."""
LABELS: Final = frozenset(
    "more related read watch update updated breaking analysis opinion exclusive live photos video claim verdict".split()
)
"""Words before a colon that nobody is called."""
PERSONAL: Final = frozenset("he she they it".split())
PREPOSITIONS: Final = frozenset("in on at during from with for by to of under through".split())
COUNTS: Final = frozenset("two three four both pair others latter former first second".split())
OF_OTHERS: Final = frozenset("for of to by".split())
WENT_ON: Final = frozenset("went continued".split())
TO_HAVE: Final = frozenset("have be".split())
ARTICLES: Final = frozenset("the a an their his her its one".split())
DETERMINED: Final = ARTICLES | {"this", "that", "these", "those"}
OF_SAYING: Final = frozenset("in on at after this last of by during before when through via from to as".split())
"""Words that tell of the saying, not of what is said: "she said after the talks"."""
NO_MORE: Final = frozenset("adding noting saying stressing and but while as who which citing according or".split())
"""Words after a speaker and a comma with which another clause begins."""
PARTING: Final = frozenset("but while whereas".split())
"""Words between two statements, each with a speaker of its own."""
AUXILIARIES: Final = BE | {"has", "have", "had", "did", "does", "will", "would"}

VERBS: Final = (
    SAYING
    | READING
    | CLAIMING
    | PRESENT
    | RECKONED
    | DENYING
    | REJECTING
    | PUTTING
    | WITH_THAT
    | SHOWING
    | GOING_ON
    | CLAIMS
    | WENT_ON
)
TRIGGERS: Final = VERBS | OF_COUNTING | {"according", "per"}
"""The words at which a speaker is looked for."""
