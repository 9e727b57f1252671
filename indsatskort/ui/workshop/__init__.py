"""The facilitator's page of the meeting, one part a file."""

from indsatskort.ui.workshop.preparing import prepare
from indsatskort.ui.workshop.room import room

__all__ = ["prepare", "room"]
