"""Our own questions about the sample articles, and the gate: no figure may fall below its floor.

    sets     which collections are measured, and which figures of each are held   eval.golden.sets
    gates    a report against its floors, and floors from a report               eval.golden.gates
    floors   the file of floors                                                  eval.golden.floors

`python -m eval.golden` says what has fallen; with `--record` it writes the floors anew.
"""
