"""The routes by which the screen sends files: announced first, then one by one.

Who may use them is settled before (`access`). A page of another site could send none of these
requests without asking first: neither kind of body is one that a form can have.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.server.http.access import ADDITIONS
from assistant.server.http.limits import json_only
from assistant.server.http.problems import Refusal
from assistant.server.jobs.upload import Announced
from assistant.server.rest.service import Service

_MOST_FILES = 2_000
_MOST_BYTES = 2**53
_BYTES = "application/octet-stream"


class File(BaseModel):
    """A file that is going to be sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(max_length=1_000)]
    size: int = Field(ge=0, le=_MOST_BYTES)


class Files(BaseModel):
    """Files that are going to be sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: Annotated[list[File], Field(min_length=1, max_length=_MOST_FILES)]


class Begun(BaseModel):
    """An addition, and the numbers of the files that it awaits; the others are too large."""

    id: str
    awaited: list[int]


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""

    @app.post(
        ADDITIONS, status_code=201, include_in_schema=False, dependencies=[Depends(json_only)]
    )
    def begin(sent: Files) -> Begun:
        """Announce files."""
        files = [Announced(file.name, file.size) for file in sent.files]
        job = service.jobs.add_files(files)
        return Begun(id=job.id, awaited=sorted(job.upload.awaited))

    @app.put(ADDITIONS + "/{job_id}/{number}", status_code=204, include_in_schema=False)
    async def receive(request: Request, job_id: str, number: int) -> Response:
        """Send one of them."""
        if request.headers.get("content-type", "") != _BYTES:
            raise Refusal(415, f"The body is not {_BYTES}")
        job = service.jobs.get(job_id)
        if job is None:
            raise Refusal(404, "There is no such job, or no more")
        job.upload.receive(number, await request.body())
        return Response(status_code=204)
