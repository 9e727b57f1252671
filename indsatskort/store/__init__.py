"""The store of this process, opened at first use."""

from __future__ import annotations

from functools import cache

from indsatskort.settings import settings
from indsatskort.store.engine import Store
from indsatskort.store.transaction import Transaction

__all__ = ["Store", "Transaction", "current_store"]


@cache
def current_store() -> Store:
    """The one store that pages, routes and the command line of this process share."""
    return Store(settings().sqlalchemy_url)
