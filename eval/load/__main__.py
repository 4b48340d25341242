"""Put a server under load, and print how it did. Exit code 1: requests failed."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from eval.load.clients import load
from eval.load.figures import figures
from eval.load.questions import MIXES, Item, items_of, requests
from eval.load.report import Memory, Run, as_json, markdown
from eval.load.server import Served, Watch, processor_seconds, resident, serving, wait_for
from index.article import DatelineError
from index.text import one_line


def measured(served: Served, items: list[Item], name: str, options: argparse.Namespace) -> Run:
    """One load."""
    asked = requests(items, MIXES[name], options.seed)
    # What is loaded with the first requests is not what is measured.
    load(served.url, asked, clients=2, seconds=options.warm_up)
    before, used = resident(served.pid), processor_seconds(served.pid)
    with Watch(served.pid) as watch:
        outcomes, taken = load(served.url, asked, options.clients, options.seconds)
    now = processor_seconds(served.pid)
    time.sleep(options.rest)
    memory = Memory(before, watch.most, resident(served.pid))
    spent = None if now is None or used is None else now - used
    return Run(name, options.clients, taken, figures(outcomes, taken), memory, spent)


def main() -> int:
    """Run the loads one after the other."""
    options = _parser().parse_args()
    try:
        with _server(options) as served:
            items = items_of(served.url, options.items)
            runs = []
            for name in options.loads or MIXES:
                runs.append(measured(served, items, name, options))
                print(f"{name}: {runs[-1].failures} failures", file=sys.stderr, flush=True)
    except (DatelineError, httpx.HTTPError) as error:
        print(f"eval.load: {one_line(str(error))}", file=sys.stderr)
        return 2
    print(markdown(runs))
    if options.json:
        options.json.write_text(json.dumps(as_json(runs), indent=1) + "\n", "utf-8")
    return 1 if any(run.failures for run in runs) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--home", type=Path, help="serve this archive as a process of its own")
    where.add_argument("--url", help="a server that runs, which needs no key")
    parser.add_argument("--pid", type=int, help="its process, whose memory is looked at")
    parser.add_argument("--clients", type=int, default=64, metavar="N")
    parser.add_argument("--seconds", type=float, default=60.0, metavar="S")
    parser.add_argument("--warm-up", type=float, default=5.0, metavar="S")
    parser.add_argument(
        "--rest", type=float, default=3.0, metavar="S", help="before memory is looked at again"
    )
    parser.add_argument("--items", type=int, default=2_000, metavar="N", help="titles to ask for")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("loads", nargs="*", metavar="LOAD", help=f"of {', '.join(MIXES)}")
    return parser


@contextmanager
def _server(options: argparse.Namespace) -> Iterator[Served]:
    unknown = sorted(set(options.loads) - MIXES.keys())
    if unknown:
        raise DatelineError(f"There is no load '{unknown[0]}'", f"There are {', '.join(MIXES)}")
    if options.home:
        with serving(options.home) as served:
            yield served
        return
    wait_for(options.url)
    yield Served(options.url, options.pid)


if __name__ == "__main__":
    sys.exit(main())
