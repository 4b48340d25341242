"""Follow-up questions: resolves a message against earlier turns, without a language model.

`resolve_followup.py` is the entry point; `chips` name everything carried over from earlier turns.
"""
