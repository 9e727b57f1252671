"""Aktiviteter: the register of what happens with volunteers, and what it shows."""

from indsatskort.ui import activities
from indsatskort.ui.here import required

activities.page(required())
