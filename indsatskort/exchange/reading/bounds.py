"""How much a file may hold, far beyond any real card, and how much reading it may take."""

MAX_FILE_BYTES = 10 * 2**20
MAX_PARTS = 1_000
MAX_UNPACKED_BYTES = 60 * 2**20
MAX_XML_DEPTH = 100
MAX_SHEETS = 60
MAX_ROWS = 5_000
MAX_COLUMNS = 300
MAX_CELLS = 40_000  # with something in them
MAX_TEXT_LENGTH = 32_767  # Excel's own limit of a cell
MAX_TOLD_BYTES = 16 * 2**20

SECONDS = 15.0
PROCESSOR_SECONDS = 10
MEMORY_BYTES = 768 * 2**20
