"""A disk in memory, of any size, that can be filled, emptied and made read-only."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

_BLOCK = bytes(4_096)


class Disk:
    """A tmpfs. Its folder is the user's as long as it is mounted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def mounted(self, kilobytes: int = 64_000) -> str | None:
        """Mount it; returns why that is refused, None where it is not."""
        try:
            ran = _mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=755", "tmpfs", self.folder)
        except FileNotFoundError:
            return "there is no mount command"
        return ran.stderr.strip() or "refused" if ran.returncode else None

    def resize(self, kilobytes: int) -> None:
        """Give it another size, which must not be less than what it holds."""
        assert _mount("-o", f"remount,size={kilobytes}k", self.folder).returncode == 0

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be written any more, or again."""
        ran = _mount("-o", f"remount,{'ro' if read_only else 'rw'}", self.folder)
        assert ran.returncode == 0, ran.stderr

    def fill(self) -> None:
        """Leave not a byte free."""
        file = os.open(self._ballast, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            with suppress(OSError):
                while os.write(file, _BLOCK):
                    pass
        finally:
            os.close(file)

    def empty(self) -> None:
        """Take away what `fill` put there."""
        self._ballast.unlink()

    def unmount(self) -> None:
        """Take it away, whoever still has a file open there."""
        subprocess.run(["umount", "-l", self.folder], check=False, capture_output=True)


def _mount(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)
