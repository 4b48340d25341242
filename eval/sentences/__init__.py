"""How well wrapped copy is split into sentences: `python -m eval.sentences`."""
