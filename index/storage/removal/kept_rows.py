"""The rows of one article in all tables of a catalog, and as JSON. Pure data."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.core.errors import DatelineError

Row = dict[str, Any]

_BYTES = "base64"


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """The rows of an article by table, without the column that names the article; `article` is its
    own row, and `collections` are the keys of those that it is in."""

    article: Row
    tables: Mapping[str, list[Row]]
    collections: tuple[str, ...] = ()

    def pack(self) -> str:
        """The rows as JSON. The text stands in it as it is."""
        content = {
            "article": self.article,
            "tables": self.tables,
            "collections": self.collections,
        }
        return json.dumps(content, ensure_ascii=False, default=_pack_bytes)

    @classmethod
    def unpack(cls, article_id: str, packed: str) -> ArticleRows:
        """The rows of JSON. Raises DatelineError if it is damaged."""
        try:
            content = json.loads(packed, object_hook=_unpack_bytes)
            return cls(content["article"], content["tables"], tuple(content["collections"]))
        except (ValueError, TypeError, KeyError) as error:
            raise DatelineError(
                f"The removed article {article_id} is damaged, and cannot be restored",
                "Add its source again",
            ) from error


def _pack_bytes(value: bytes) -> dict[str, str]:
    return {_BYTES: base64.b64encode(value).decode("ascii")}


def _unpack_bytes(value: dict[str, Any]) -> Any:
    return base64.b64decode(value[_BYTES], validate=True) if value.keys() == {_BYTES} else value
