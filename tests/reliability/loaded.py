"""Everything that takes long to import, for the process from which the others are forked.

Importing does nothing else: no model computes, no home is open, no thread runs when a fork is made.
"""

from __future__ import annotations

import chromadb
import chromadb.api.rust  # noqa: F401
import rich.console  # noqa: F401
import sentence_transformers  # noqa: F401
import tantivy  # noqa: F401
import watchfiles  # noqa: F401
