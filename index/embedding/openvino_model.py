"""A converted model with its tokenizer: texts in, outputs out.

Needs the converted file and the tokenizer's, but no torch. What the output means and how wide it
is, the engines know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.compiled_model import CompiledModel, Inputs
from index.embedding.engine import Precision, Vectors, batch_by_length

if TYPE_CHECKING:
    from tokenizers import Encoding

# Word pieces of a batch, padding included.
_BATCH_PIECES = 2_048
# Texts tokenised at once, enough for several batches.
_TOKENISE_AT_ONCE = 128


class OpenVinoModel:
    """A converted model with its tokenizer. Inputs are truncated to `length` word pieces.

    `precision` is as in `CompiledModel`. Several threads may call it; their requests are computed
    in order.
    """

    def __init__(
        self, model: Path, tokenizer: Path, length: int, precision: Precision = Precision.F32
    ) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(length)
        self._model = CompiledModel(model, precision)

    @property
    def backend(self) -> str:
        """The name of the library and the precision."""
        return self._model.backend

    def compute(
        self, texts: Sequence[str], width: int, multiple: int = 1, rows: int | None = None
    ) -> Vectors:
        """The model's output per text, float32 of shape (len(texts), width).

        Texts are padded to a multiple of `multiple` word pieces. A batch has at most `rows` texts.
        """
        outputs: Vectors = np.empty((len(texts), width), dtype=np.float32)
        for batch, output in self._model.run(self._prepare_batches(texts, multiple, rows)):
            outputs[batch] = output
        return outputs

    def encode(self, texts: Sequence[str]) -> Inputs:
        """The model's inputs by name, int64 of shape (texts, pieces)."""
        encodings = self._tokenizer.encode_batch(list(texts))
        return self._pad(encodings, max(len(encoding.ids) for encoding in encodings))

    def _prepare_batches(
        self, texts: Sequence[str], multiple: int, rows: int | None
    ) -> Iterator[tuple[list[int], Inputs]]:
        """Batches of texts of similar length, shortest first: their indices and the model's inputs.

        Tokenises a group of texts at a time, so the next group is tokenised while the model
        computes the last one.
        """
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _TOKENISE_AT_ONCE):
            group = order[start : start + _TOKENISE_AT_ONCE]
            encodings = self._tokenizer.encode_batch([texts[i] for i in group])
            lengths = [-(-len(encoding.ids) // multiple) * multiple for encoding in encodings]
            for batch in batch_by_length(lengths, _BATCH_PIECES, rows):
                # The last text of a batch is its longest.
                inputs = self._pad([encodings[i] for i in batch], lengths[batch[-1]])
                yield [group[i] for i in batch], inputs

    def _pad(self, encodings: Sequence[Encoding], length: int) -> Inputs:
        """Ids, mask and types of word pieces by input name, each of shape (texts, length), padded
        with zeros."""
        attributes = {
            "input_ids": "ids",
            "attention_mask": "attention_mask",
            "token_type_ids": "type_ids",
        }
        inputs = {
            name: np.zeros((len(encodings), length), dtype=np.int64)
            for name in attributes
            if name in self._model.inputs
        }
        for row, encoding in enumerate(encodings):
            for name, values in inputs.items():
                values[row, : len(encoding.ids)] = getattr(encoding, attributes[name])
        return inputs
