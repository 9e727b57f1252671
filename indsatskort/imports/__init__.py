"""Files that come back: kept for a while, previewed cell by cell, saved in one go, and undone in one."""
