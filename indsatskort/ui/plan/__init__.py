"""The plan on the screen: the board, one action, adding, following up."""
