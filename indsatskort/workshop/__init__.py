"""The meeting: from people's own words to a few choices that the room stands behind."""
