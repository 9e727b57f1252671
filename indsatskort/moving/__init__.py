"""A card as a whole: read for files, and moved from one installation to another."""
