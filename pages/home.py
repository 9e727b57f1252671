"""Forside: come in, create a card, see the example; for whoever is in: where am I, what is next."""

from indsatskort.ui import home
from indsatskort.ui.here import current

if here := current():
    home.for_somebody(here)
else:
    home.for_anybody()
