"""What a file that comes back says about a card: which answers, and what could not be understood.

Pure: sheets and a card in, findings out. What may be done with them is decided in `imports`.
"""
