"""A job as programs read it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from assistant.server.jobs.job import Job
from assistant.wire.archive_shapes import ReportShape, Shape


class JobShape(Shape):
    """Articles on their way in: the progress of the job, and its outcome."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    total: int
    done: int
    created: str
    articles: list[str] = Field(
        description="Ids under which they are stored, in the order in which they were sent"
    )
    report: ReportShape
    error: str = Field(description='Why it failed; "" if it did not')

    @classmethod
    def of(cls, job: Job) -> Self:
        """The shape of a job at this moment."""
        return cls(
            id=job.id,
            state=job.state.value,
            total=job.total,
            done=job.done,
            created=job.created.isoformat(timespec="seconds"),
            articles=job.ids,
            report=ReportShape.of(job.report),
            error=job.refusal.details.detail if job.refusal else "",
        )
