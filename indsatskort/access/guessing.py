"""Limits on guessing links and codes; only wrong guesses count, so a full hall behind one address gets in.

The counters lie in the database, so that they hold across restarts and processes. Addresses are kept as
keyed hashes, and for a day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from indsatskort.access import repository, rules, staff
from indsatskort.access.tokens import keys
from indsatskort.errors import InvalidInputError, TooManyGuessesError
from indsatskort.settings import Creating, settings
from indsatskort.store import Store, Transaction

WINDOW = timedelta(minutes=10)
MOST_FROM_ONE = (
    60  # wrong guesses from one address within the window: a hall that mistypes once each
)
MOST_IN_ALL = 1_000  # from all addresses together, for what is short enough to be guessed
KEPT = timedelta(hours=24)


def check_guesses(tx: Transaction, address: str, *, is_short: bool) -> None:
    """Raises TooManyGuessesError. A link's 128 bits need no limit on all of them together."""
    since = tx.at - WINDOW
    if repository.guesses(tx, since, keys().hash(address)) >= MOST_FROM_ONE:
        raise TooManyGuessesError
    if is_short and repository.guesses(tx, since) >= MOST_IN_ALL:
        raise TooManyGuessesError


def check_create_code(store: Store, code: str, address: str) -> None:
    """Raises InvalidInputError for a wrong code and TooManyGuessesError after many of them.

    Where staff sign in to create, the code is their page's permit, which is too long to be guessed.
    """
    if settings().creating is Creating.OIDC:
        staff.check_permit(code, settings(), datetime.now(UTC))
    if not rules.needs_create_code(settings()):
        return
    with store.reading() as tx:
        check_guesses(tx, address, is_short=True)
    try:
        rules.check_create(settings(), code)
    except InvalidInputError:
        with store.writing() as tx:
            note_guess(tx, address)
        raise


def note_guess(tx: Transaction, address: str) -> None:
    """Somebody guessed wrong; what is older than a day is forgotten at the same time."""
    forget_old(tx)
    repository.insert_guess(tx, keys().hash(address))


def forget_old(tx: Transaction) -> None:
    """Forget the guesses of more than a day ago."""
    repository.delete_guesses(tx, tx.at - KEPT)
