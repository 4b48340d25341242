"""Answers for clients of OpenAI's chat API: the same Answer, in the shape that they know.

Knows nothing of keys, limits and the rest of the server, which includes `routes.openai_router`.
"""
