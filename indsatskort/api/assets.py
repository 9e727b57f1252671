"""The browser components' own script and sheet: real files under lasting addresses, so that CSP stays `'self'`."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from indsatskort.ui import browser_files

_LASTING = "public, max-age=31536000, immutable"
_PASSING = "no-store"


def routes() -> list[BaseRoute]:
    """`/ui/<version>/<file>` for the script and the sheet of the components, and nothing else."""
    return [Route("/ui/{version}/{name}", _send_file, methods=["GET"])]


async def _send_file(request: Request) -> Response:
    """A page drawn by another version gets what there is, but may not keep it under that address."""
    name = request.path_params["name"]
    content = browser_files.files().get(name)
    if content is None:
        raise HTTPException(404)
    is_this_version = request.path_params["version"] == browser_files.version()
    return Response(
        content,
        media_type=browser_files.media_type(name),
        headers={
            "Cache-Control": _LASTING if is_this_version else _PASSING,
            "X-Content-Type-Options": "nosniff",
        },
    )
