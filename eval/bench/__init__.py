"""How fast the program is here, beside a plain alternative: `dateline bench`.

    arguments    the words of the command
    command      options in; a table, JSON and a page out
    rounds       what is measured, round by round: ours, theirs, ours, theirs
    worker       one task in a process of its own; `spawned` starts it and listens
    embedding, ingest, asking, peers
                 the tasks of a round; `starting` times cold starts
    growth       one archive from size to size: `growing` makes it, `looking` measures it
    corpus       the articles, from files or from `invention`
    product      the program taken apart: texts, model, stages; `standin` is a model for growth
    sections     results of tasks -> figures
    recall       what the graph of vectors finds, by its settings: a command of its own
    document     what was measured, as JSON has it; `measurement` is one figure of it
    machine      the machine described; `limit` is what its processor could do
    terminal, plots, report, page
                 the document for people: a table, plots, an HTML file, docs/performance.md

Importing a module of this package loads no model and no peer.
"""
