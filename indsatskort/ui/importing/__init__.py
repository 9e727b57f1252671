"""Filer: sending a filled-in workbook, seeing what it would change, saving it, taking it back."""

from indsatskort.ui.importing.made import made_imports
from indsatskort.ui.importing.sending import fill_in_links, sending
from indsatskort.ui.importing.waiting import waiting_file

__all__ = ["fill_in_links", "made_imports", "sending", "waiting_file"]
