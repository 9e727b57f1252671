"""The parts of the settings page, one a file."""

from indsatskort.ui.settings.card import card
from indsatskort.ui.settings.columns import columns
from indsatskort.ui.settings.links import links
from indsatskort.ui.settings.own_items import own_items
from indsatskort.ui.settings.relevance import relevance
from indsatskort.ui.settings.rounds import rounds

__all__ = ["card", "columns", "links", "own_items", "relevance", "rounds"]
