"""The words that tell how something is stated, as tables.

A row of a table is a phrase. Its words match with -s, -ed and -ing, or in the forms of `IRREGULAR`, after `=` only as
they are; `a/b` is one of several, `…` up to three words, `*` one word, `+ing` an -ing form. Before `<` stands a word
that comes before the phrase, for words that are too common to look for. What the phrase tells holds for the words after
it, unless its table says more.
"""

from __future__ import annotations

from typing import Final

ASSERTED: Final = "asserted"
PLANNED: Final = "planned"
DENIED: Final = "denied"
CONDITIONAL: Final = "conditional"

DENIALS: Final = """
refute/disprove
refuse/decline/fail/neglect to
=has/have/had<yet to
short of
far from +ing
false/untrue/wrong/incorrect that
not true/correct/right that
not the case that
rule out
no sign/evidence/indication/proof/suggestion/truth/plan/intention
reject/dismiss/rebut … claim/report/suggestion/allegation/idea/notion/speculation/rumour/rumor/that
withdraw/scrap/drop/abandon/shelve/cancel/axe/ditch/halt … =plan/plans/bid/bids/offer/offers/effort/efforts
withdraw/scrap/drop/abandon/shelve/cancel/axe/ditch/halt … proposal
not/don't/doesn't/didn't think/believe
"""
"""Phrases that deny all that follows, up to the next clause of its own: "denied that she would"."""
AVERTING: Final = """
reject/resist/ignore/rebuff/defy/spurn/dismiss … call/demand/pressure/plea/request … to
prevent/stop/block/bar/ban/deter/keep … from +ing
avoid/escape/forgo +ing
pull/back/drop out of +ing
instead of
rather than
contrary to … claim/report/suggestion/allegation/rumour/rumor that
no * to
no * of +ing
no question/chance/prospect of
lose the right/chance to
"""
"""Phrases that deny what follows in the same segment."""
MISSING: Final = """
refusal/failure/inability to
"""
"""Phrases that deny the words right after them."""
RULED_OUT: Final = """
be<=ruled out
be<=denied by
"""
"""Phrases that deny the words before them."""
CALLED_OFF: Final = """
be<=called off
be<=cancelled/canceled
off the table
"""
"""Phrases that deny the words before them but for a count: "The search for 29 people was called off"."""
WISHING: Final = """
urge/pressure/implore/beg/advise/encourage … … to
press … to
ask/tell/ordered to
ask/tell * to
ask for … to
ask/tell the/a/his/her/their/its * to
threaten/try/attempt/offer/bid/unlikely/willing/reluctant/keen/free/open to
=has/have/need/needs<to
want/invite * to
call/plea/appeal on/for … … to
call/demand/plea to
pressure on … to
demand/recommend/request that
consider/mull/weigh/contemplate/ponder +ing
possibility/chance/prospect/threat of
in<case
possible/conceivable that
not/isn't/wasn't<=clear/sure/certain/known that
not/isn't/wasn't<=known/sure/certain to
unclear that
speculation/rumour/rumor/possibility/chance/fear that
fear/rumour/rumor to
be/amid/on<fear/speculation
in<talk to/about/over
=advanced/early/exclusive/final/further/preliminary talks to/about/over
"""
"""Phrases after which something may never come: wishes, threats, attempts, rumours."""
DOUBTING: Final = """
be<possible/conceivable/doubtful
at<risk/stake
in/under<threat/doubt/question/jeopardy
"""
"""Phrases that tell of the words before them that they may not last, or never come."""
PLANNING: Final = """
tip to
chosen/picked/selected/tapped/cleared/approved to
win the right/chance to
win approval/permission to
plan/expect/intend/aim/hope/want/schedule/slate/forecast/predict/anticipate/foresee/propose/prepare to
plan/expect/intend/hope/schedule/slate/forecast/predict/anticipate/foresee/propose * to
plan/expect/intend/hope/schedule/slate/forecast/predict/anticipate/foresee/propose * * to
forecast/predict/anticipate/foresee/expect
=planned/scheduled/slated/projected/projecting
=analysts/economists/forecasters/experts/officials/they/we<=project
=it/who/which<=projects
=project/projects growth/inflation/profit/loss/increase/decline
plan for
on/in<track/course/line to
plan/proposal/scheme/budget/bill call for
likely/poised/bound to
"""
"""Phrases that tell what is to come, though the pattern itself asks for them."""
PROMISING: Final = """
pledge/promise/vow/commit/agree/decide to
pledge/promise/vow/commit/agree/decide * to
pledge/promise/vow/commit/agree/decide * * to
"""

IRREGULAR: Final = """
agree agrees agreed agreeing; ban bans banned banning; bar bars barred barring; beg begs begged begging;
be am is are was were been being; bid bids bidding; cancel cancels cancelled canceled cancelling canceling;
commit commits committed committing; deter deters deterred deterring; drop drops dropped dropping; far;
foresee foresees foresaw foreseen foreseeing; forgo forgoes forwent forgone forgoing; free; keep keeps kept keeping;
lose loses lost losing; not; plan plans planned planning; rebut rebuts rebutted rebutting;
scrap scraps scrapped scrapping; short; stop stops stopped stopping; tell tells told telling; the;
think thinks thought thinking; tip tips tipped tipping; win wins won winning;
withdraw withdraws withdrew withdrawn withdrawing
"""
"""The words of these tables with other forms than -s, -ed and -ing."""

BE: Final = frozenset("be am is are was were been being".split())
OPENERS: Final = frozenset(
    """
    that which who whom whose because although though while whereas when where if unless whether but after before since
    until so yet
    """.split()
)
"""Words that begin a clause."""
CONDITIONS: Final = frozenset("if unless whether".split())
NO_CONDITIONS: Final = frozenset("necessary needed need required possible any anything at only".split())
"""Words that make no condition of an "if" or "when" before them."""
CONTRACTED: Final = frozenset(
    """
    isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
    mustn't mightn't needn't ain't shan't
    """.split()
)
NEGATIONS: Final = CONTRACTED | frozenset("not never neither nor cannot nobody none without".split())
NO_ONES: Final = frozenset({"one", "body"})
AFTER_NOT: Final = frozenset("only just merely simply least surprisingly".split())
NEARLY: Final = frozenset("almost nearly hardly".split())
"""Words that deny a verb right after them."""
UNKNOWN: Final = frozenset("clear known sure certain aware understood".split())
"""What is not so of a thing leaves it as it is: "it is not clear what caused the fire that killed 29"."""
UNTRUE: Final = frozenset("false untrue wrong baseless unfounded groundless nonsense fake".split())
TRUE: Final = frozenset({"true", "correct", "right"})
TOLD: Final = frozenset(
    """
    claim claims claimed report reports reported suggestion suggestions allegation allegations idea ideas notion notions
    speculation rumour rumours rumor rumors
    """.split()
)
"""What is told, and may be called untrue."""
MAY_BE: Final = frozenset("could might may".split())
PERHAPS: Final = frozenset("perhaps maybe possibly potentially".split())
UNSURE: Final = MAY_BE | PERHAPS | {"would"}
"""Words with which what is called off may come after all: "could be cancelled"."""
OUGHT: Final = frozenset({"should", "must"})
OBLIGING: Final = frozenset("must has have need needs".split())
"""Words that tell of an act that it is yet to come, but leave an amount as it is: "must pay $3 million"."""
FUTURE: Final = frozenset(
    """
    will shall would ll i'll we'll he'll she'll they'll it'll you'll that'll there'll who'll won't
    """.split()
)
READY: Final = frozenset("set due about going ready".split())
"""Words that with "to" after a form of be tell what is to come."""
FIXED: Final = frozenset("set due scheduled slated billed timed".split())
BEFORE_DAYS: Final = frozenset("for on in by at".split())
RULING: Final = frozenset("rule rules ruled ruling".split())
"""What is not ruled out may come."""
SEEMING: Final = BE | frozenset(
    "look looks looked looking seem seems seemed appear appears appeared he she it they".split()
)
PLANS: Final = frozenset("plan plans bid bids proposal proposals offer offers effort efforts scheme schemes".split())
"""What is meant to come, and may be given up."""
GIVEN_UP: Final = frozenset(
    "withdrawn scrapped dropped abandoned shelved cancelled canceled axed ditched halted rejected blocked".split()
)
FACING: Final = frozenset("face faces facing".split())
PENALTIES: Final = frozenset("prison jail jailed sentence sentenced convicted imprisonment fine penalty".split())
"""Words that make what someone faces one that may come: "faces six years in prison"."""
DENYING: Final = frozenset("deny denies denied denying".split())
NO_PASTS: Final = frozenset("hundred indeed need seed feed weed shed speed breed proceed exceed succeed united".split())
