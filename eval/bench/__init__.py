"""Measures the speed of the program on this machine, beside a plain alternative: `dateline bench`.

    arguments        the options of the command
    command          options in; a table and JSON out
    rounds           runs the tasks in rounds: ours, theirs, ours, theirs
    subprocess_task  runs one task in a process of its own
    cold_start       times the command from start to end
    growth           measures one archive at growing sizes
    sections         turns results of tasks into figures
    recall           measures the recall of the vector graph by its settings; a separate command
    machine          describes the machine
    grids, terminal  format the figures as tables, and print them
    progress         shows the progress on stderr
    tasks/           the tasks, each run by `tasks.worker`
    workload/        corpus, product, stand-in model, and the data of the result

Importing a module of this package loads no model and no peer.
"""
