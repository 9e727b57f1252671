"""The server: Streamlit and our routes in one ASGI app; nothing else.

Start it with `python app.py`, which honours INDSATSKORT_HOST and PORT, or with `streamlit run app.py`.
"""

import sys

import streamlit as st
from starlette.middleware import Middleware

from indsatskort import announcing, api
from indsatskort.access.staff import sign_in_secrets
from indsatskort.api import assets, guards, packed, shell
from indsatskort.catalogue.errors import ContentError
from indsatskort.catalogue.library import library
from indsatskort.catalogue.load import catalogue
from indsatskort.errors import SetupError
from indsatskort.settings import settings
from indsatskort.store import current_store
from indsatskort.tools.content import tools

try:
    catalogue()  # content or a database that cannot be used stops the start, with a sentence
    library()
    tools()
    current_store()
    if __name__ == "__main__":
        announcing.check_port(settings())
except (ContentError, SetupError) as fault:
    sys.exit(str(fault))

app = st.App(
    "pages/frame.py",
    routes=[*api.routes(), *assets.routes(), *shell.routes()],
    middleware=[
        *guards.middleware(),
        Middleware(packed.PackedFiles),
        Middleware(shell.DanishShell),
    ],
    lifespan=api.lifespan,
    secrets=sign_in_secrets(settings()),
)

if __name__ == "__main__":
    print(announcing.announcement(settings()), flush=True)  # noqa: T201 - whoever starts it reads this
    app.run(config={"server.address": settings().host, "server.port": settings().port})
