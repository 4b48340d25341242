"""A second process that writes a home, controlled line by line.

Run as a program it is that process; imported, `Writer` starts one and talks to it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.core.item import Notice
from index.storage.catalog_types import PreparedArticle
from index.storage.home import Home
from tests import CHECKOUT

ROOT = CHECKOUT


class Writer:
    """A process that has a home open for writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.index.writer", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._wait()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def write(self, articles: Sequence[PreparedArticle]) -> bool:
        """Write articles. Did the process live to confirm it?"""
        return self._tell(f"write {self._save(articles)}")

    def remove(self, article_id: str) -> bool:
        """Remove an article. Did the process live to confirm it?"""
        return self._tell(f"remove {article_id}")

    def apply_notices(self, notice: Notice) -> bool:
        """Apply a notice of a publisher. Did the process live to confirm it?"""
        path = self._folder.with_suffix(".notice")
        path.write_bytes(pickle.dumps([(notice, "kill.xml")]))
        return self._tell(f"apply_notices {path}")

    def release(self, article_id: str) -> bool:
        """Release an article. Did the process live to confirm it?"""
        return self._tell(f"release {article_id}")

    def die_before(self, store: str, method: str) -> None:
        """Make the process kill itself when it calls this method of a store."""
        assert self._tell(f"signal {signal.SIGKILL:d} {store} {method}")

    @contextmanager
    def stop_before(
        self, store: str, method: str, articles: Sequence[PreparedArticle]
    ) -> Iterator[None]:
        """Stop the process while it writes articles; it finishes after the body."""
        assert self._tell(f"signal {signal.SIGSTOP:d} {store} {method}")
        self._say(f"write {self._save(articles)}")
        _, status = os.waitpid(self.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        try:
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)
        assert self._wait()

    def kill(self) -> None:
        """End the process as `kill -9` does."""
        self._process.kill()
        self._process.communicate()

    def _save(self, articles: Sequence[PreparedArticle]) -> Path:
        batch = self._folder.with_suffix(".pickle")
        batch.write_bytes(pickle.dumps(list(articles)))
        return batch

    def _tell(self, command: str) -> bool:
        self._say(command)
        return self._wait()

    def _say(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def _wait(self) -> bool:
        assert self._process.stdout is not None
        return self._process.stdout.readline() == "done\n"


def _serve(folder: Path) -> None:
    home = Home(folder, write=True)
    _say_done()
    for line in sys.stdin:
        match line.split():
            case ["write", path]:
                home.write(pickle.loads(Path(path).read_bytes()))
            case ["remove", article_id]:
                home.remove([article_id])
            case ["apply_notices", path]:
                home.apply_notices(pickle.loads(Path(path).read_bytes()))
            case ["release", article_id]:
                home.catalog.release([article_id], "")
            case ["signal", number, store, method]:
                _signal_before(_store(home, store), method, int(number))
        _say_done()


def _say_done() -> None:
    sys.stdout.write("done\n")
    sys.stdout.flush()


def _store(home: Home, name: str) -> object:
    if name == "catalog":
        return home.catalog
    owner = home.indexes if name in ("vectors", "lexical") else home.catalog
    return getattr(owner, name)


def _signal_before(store: object, method: str, number: int) -> None:
    whole = getattr(store, method)

    def signal_and_call(*arguments: object) -> None:
        os.kill(os.getpid(), number)
        setattr(store, method, whole)
        whole(*arguments)

    setattr(store, method, signal_and_call)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
