"""Finds the texts that are to be drafted, and puts summaries where none stands yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.problems import SetupError
from generator.reading import Sources
from generator.texts import Texts


def texts_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant: those named, and of a folder all that end in `.txt`, hidden ones left out.

    Raises SetupError where a folder has none.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [path / name for name in Texts(path).names() if not name.startswith(".")]
        if not found:
            raise SetupError(
                f"{path} has no text in it; put each article's text there, in a file of its own"
                " whose name ends in .txt"
            )
        yield from found


def summed_up(sources: Sources) -> dict[str, str]:
    """The files of the summaries that there are, valid or not, by the names of their texts."""
    found = {}
    for name in sources.within("summaries"):
        tree = sources[name].tree
        of_article = tree.get("article") if isinstance(tree, dict) else None
        text = of_article.get("text") if isinstance(of_article, dict) else None
        found[str(text or f"{Path(name).stem}.txt")] = f"{sources.folder}/{name}"
    return found


def put_new(content: Path, id: str, text: str) -> Path:
    """Write a summary into a content folder; raise SetupError where one of that id is there."""
    path = content / "summaries" / f"{id}.yml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise SetupError(
            f"{path} is there already and stays as it is; rename or delete it to have it written"
            " anew, or look at what would be written with --stdout"
        ) from None
    return path
