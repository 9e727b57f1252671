"""How far apart answers stand on the four ordered levels, without any mean.

Rule inside a column (people's own ratings): *spread* is the distance between the highest and the
lowest level that a tenth of them hold, at least one person; so one stray tap among 20 splits
nobody, and among 3 to 19 everybody counts. A column is *split* from 3 ratings and a spread of 2.
Between columns every one counts: *distance* is highest minus lowest, and from 2 they *disagree*.
*Apart* is the share of pairs that stand two levels or more apart; it orders what is equally far.

Reason: the levels are ordinal, so nothing here adds or averages them. When votes spread, the
extremes explain first, and the conversation matters more than the level (USAID CLA Maturity Tool,
FAQ). SCIROCCO's band of three points round the median (IJIC 7747) is made for 12 raters; columns
here have 3 to 20. With 16 care homes the distance is nearly always 3, and *apart* still tells 2 of
16 from 8 of 16.
"""

from __future__ import annotations

from fractions import Fraction

from indsatskort.insight.numbers import LevelCounts

FAR_APART = 2  # levels
FEWEST_TO_SPLIT = 3  # people with a level
STRAY = 10  # one in so many is a stray tap


def spread(levels: LevelCounts) -> int:
    """0 to 3: between the extremes that a tenth of the people hold; 0 for nobody."""
    enough = max(1, sum(levels) // STRAY)
    return _range([level for level, count in enumerate(levels) if count >= enough])


def is_split(levels: LevelCounts) -> bool:
    """Whether the people of one column see an item differently; never of fewer than 3."""
    return sum(levels) >= FEWEST_TO_SPLIT and spread(levels) >= FAR_APART


def distance(levels: LevelCounts) -> int:
    """0 to 3: between the highest and the lowest of the columns; 0 for none or one."""
    return _range([level for level, count in enumerate(levels) if count])


def is_disagreement(levels: LevelCounts) -> bool:
    """Whether the columns answer an item two or more levels apart; that takes two columns."""
    return distance(levels) >= FAR_APART


def apart(levels: LevelCounts) -> Fraction:
    """The share, 0 to 1, of pairs two levels or more apart; 0 where there is no pair."""
    none, ad_hoc, partly, established = levels
    count = sum(levels)
    if count < 2:
        return Fraction(0)
    far = none * partly + none * established + ad_hoc * established
    return Fraction(far, count * (count - 1) // 2)


def _range(held: list[int]) -> int:
    return max(held) - min(held) if held else 0
