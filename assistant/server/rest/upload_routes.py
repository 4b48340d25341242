"""The routes by which the screen uploads files: announced together, then sent one by one.

`access` checks the key before. A page of another site cannot send these requests without a
preflight request: a form can have neither type of body.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.server.http.access import ADDITIONS
from assistant.server.http.limits import require_json
from assistant.server.http.problems import Refusal
from assistant.server.http.write_log import log_write
from assistant.server.jobs.upload import Announced
from assistant.server.rest.service import Service

_MOST_FILES = 2_000
_MOST_BYTES = 2**53
_BYTES = "application/octet-stream"


class AnnouncedFile(BaseModel):
    """A file that will be sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(max_length=1_000)]
    size: int = Field(ge=0, le=_MOST_BYTES)


class AnnouncedFiles(BaseModel):
    """Files that will be sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: Annotated[list[AnnouncedFile], Field(min_length=1, max_length=_MOST_FILES)]


class UploadStarted(BaseModel):
    """A job, and the numbers of the files that it awaits; the others are too large."""

    id: str
    awaited: list[int]


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""

    @app.post(
        ADDITIONS, status_code=201, include_in_schema=False, dependencies=[Depends(require_json)]
    )
    def begin(sent: AnnouncedFiles, request: Request) -> UploadStarted:
        """Announce files."""
        files = [Announced(file.name, file.size) for file in sent.files]
        job = service.jobs.add_files(files)
        names = ", ".join(file.name for file in files)
        log_write(request.state, f"adds {len(files)} files (job {job.id}): {names}")
        return UploadStarted(id=job.id, awaited=sorted(job.upload.awaited))

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
