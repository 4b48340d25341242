"""The golden questions about the sample articles, and the gate against regressions.

    sets     the collections that are measured, and their figures with floors
    gates    derives floors from a report, and checks a report against them
    floors   the floors file
    kinds    results by kind of question

`python -m eval.golden` prints the regressions; with `--record` it writes new floors.
"""
