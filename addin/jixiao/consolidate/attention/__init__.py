"""Whom to look at first in review (复核重点): signals over what units report, and a ranked list with reasons.

``profile_of(submission, framework, number)`` keeps the few things of a unit that are compared, ``prior_of`` those of
last year's submission; ``rank(profiles, framework)`` gives the list, ``spreads(profiles)`` the spread of scores and
execution rates. Pure and deterministic; memory is bounded by the profiles (about a kilobyte each). A signal says what
stands out and with which figures; it never says why, and never accuses.
"""

from jixiao.consolidate.attention.of_rows import in_order, profiles_of, typed_scores
from jixiao.consolidate.attention.prior import Prior, prior_of
from jixiao.consolidate.attention.profile import Profile, profile_of
from jixiao.consolidate.attention.ranking import Attention, rank, spreads
from jixiao.consolidate.attention.signal import Reason, Setting
from jixiao.consolidate.attention.spread import Spread

__all__ = [
    "Attention",
    "Prior",
    "Profile",
    "Reason",
    "Setting",
    "Spread",
    "in_order",
    "prior_of",
    "profile_of",
    "profiles_of",
    "rank",
    "spreads",
    "typed_scores",
]
