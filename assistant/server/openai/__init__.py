"""Serves answers to clients of OpenAI's chat API: the same Answer, in OpenAI's shape.

Keys and limits are checked by the rest of the server, which includes `make_openai_router`.
"""
