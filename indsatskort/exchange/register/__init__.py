"""The activity register as an Excel sheet: out with drop-down lists, and back in row by row."""

from indsatskort.exchange.register.book import register_workbook
from indsatskort.exchange.register.rows import ReadRow, RowFault, read_rows

__all__ = ["ReadRow", "RowFault", "read_rows", "register_workbook"]
