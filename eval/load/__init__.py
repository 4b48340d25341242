"""How a server does with many clients at once: `python -m eval.load --home HOME`.

questions  what is asked: titles of the archive's own articles, over its own interface
clients    N clients, each of which asks, waits for the answer and asks again
server     the server as a process of its own, and the memory that it takes
figures    requests a second, percentiles, answers by status; pure
report     the figures as Markdown and JSON
"""
