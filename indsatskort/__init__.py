"""Indsatskort: the card that municipality, care homes and associations fill in together."""

__version__ = "0.1.0"
