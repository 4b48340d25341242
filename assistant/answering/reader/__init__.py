"""The reader: a model that reads a question with a passage and scores every sentence in context.

Its adapter lies beside the modules that read it. Searching is in `index`, choosing the sentences of
an answer in `assistant.answering`.
"""
