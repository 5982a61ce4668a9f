"""Opens the texts of the articles, which belong to others and lie outside of the repository."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from generator.article.text import Text
from generator.model.summary import Summary

#: The largest text read, in bytes; a long article has a hundredth of it.
LARGEST = 5_000_000


class TextError(Exception):
    """A text cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Texts:
    """The folder in which the articles' texts lie."""

    folder: Path

    def name_for(self, id: str, summary: Summary) -> str:
        """The file in which a summary's article is looked for."""
        return summary.article.text or f"{id}.txt"

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def read(self, name: str) -> Text:
        """The text of a file of the folder; raises TextError where it leads out of it."""
        path = self.folder / name
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise TextError(f"{name} leads out of the articles folder; put the file itself there")
        return read_text(path)

    def names(self) -> list[str]:
        """All text files of the folder and the folders in it."""
        found = self.folder.rglob("*.txt")
        return sorted(str(path.relative_to(self.folder)) for path in found if path.is_file())


def read_text(path: Path) -> Text:
    """The text of one file, with its line ends as they are; raises TextError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TextError(f"{path} is no regular file; put the text itself there")
        if status.st_size > LARGEST:
            raise TextError(f"{path} has {status.st_size:,} bytes; a text has {LARGEST:,} at most")
        raw = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise TextError(
            f"{path} is not UTF-8 (at byte {error.start:,}); save it again with that encoding"
        ) from None
    except OSError as error:
        raise TextError(f"{path} cannot be read: {error.strerror}") from None
    if not raw.strip():
        raise TextError(f"{path} is empty; put the article's text into it")
    return Text(raw)
