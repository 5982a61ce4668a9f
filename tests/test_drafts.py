"""Tests of drafts: what each lacks, what a save of one makes, and that no build knows of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SMALL, run_mkdocs

from generator.cli import main
from generator.configuration import Configuration
from generator.facts import Draft
from generator.plugin import _made_plainly
from generator.reading import read_content
from generator.site import Page, Settings
from generator.speed.making import Made, Maker
from generator.texts import Texts
from generator.unfinished import unfinished

ID = "bridge-is-cold"
DRAFT = """\
title: The bridge is cold
status: draft
added: 2030-06-08
written_by: An Editor
todo: choose topics
article: {text: cold.txt, published: 2030-06-07, language: en}
gist: Somebody is <b>cold</b> on the bridge.
who:
  - ada-berg
  - {actor: joan-frost, todo: say *which* Joan}
what:
  - exact: the boards creak at night
    todo: write the text
  - text: Nobody sweeps the snow.
    by: joan-frost
    exact: nobody has swept the snow
quotes:
  - speaker: ada-berg
    exact: We have bought two brooms, and a third will come.
    todo: is it [her](x.md)?
numbers:
  - {measure: brooms, value: 2, exact: two brooms}
proposed:
  people:
    joan-frost: {name: Joan Frost}
  measures:
    brooms: {name: Brooms, kind: stock}
"""
TEXT = """\
It is cold on the bridge of Marsk, and the boards creak at night.

“We have bought two brooms, and a third will come,” said Ada Berg.
“Let it snow until the ferry sings,” said Joan Frost, for whom nobody has swept the snow.

There are 417 icicles beneath the lamps. Whoever has to cross at night walks in the middle of the
road, where it is dry, and looks neither left nor right until the other bank is near.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small site's content with a draft, and beside it the text of its article."""
    shutil.copytree(SMALL, tmp_path / "content")
    (tmp_path / "content" / "summaries" / f"{ID}.yml").write_text(DRAFT)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "cold.txt").write_text(TEXT)
    return tmp_path


def lacking(folder: Path) -> Draft:
    reading = read_content(folder / "content")
    (found,) = unfinished(reading, [ID], Texts(folder / "articles"))
    return found


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "content" / "summaries" / f"{ID}.yml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def line_of(words: str) -> int:
    (found,) = [n for n, line in enumerate(DRAFT.split("\n"), 1) if words in line]
    return found


def test_what_is_still_to_do_is_told_with_its_line(folder: Path) -> None:
    found = lacking(folder)
    assert [(one.field, one.line, one.text) for one in found.todos] == [
        ("todo", line_of("choose topics"), "choose topics"),
        ("who[2].todo", line_of("say *which*"), "say *which* Joan"),
        ("what[1].todo", line_of("write the text"), "write the text"),
        ("quotes[1].todo", line_of("is it [her]"), "is it [her](x.md)?"),
    ]
    assert [one.field for one in found.unshown] == ["todo"]  # which stands beside no item
    assert [one.field for one in found.proposed] == [
        "proposed.people.joan-frost",
        "proposed.measures.brooms",
    ]


def test_what_its_text_gives_and_it_does_not_is_told_by_kind_and_line(folder: Path) -> None:
    found = lacking(folder)
    gaps = {gap.kind: (gap.count, gap.lines) for gap in found.gaps or ()}
    assert gaps["quotation"] == (1, (4,))
    assert gaps["number"] == (1, (6,))
    assert found.passages
    assert found.carried == found.passages - sum(count for count, _ in gaps.values())


def test_words_that_do_not_stand_in_its_text_are_told(folder: Path) -> None:
    assert lacking(folder).differing == ()
    edit(folder, "exact: nobody has swept", "exact: everybody has swept")
    (found,) = lacking(folder).differing
    assert (found.line, found.field) == (line_of("exact: nobody has swept"), "what[2].exact")


def test_a_text_that_is_not_at_hand_is_said_not_to_be(folder: Path) -> None:
    (folder / "articles" / "cold.txt").unlink()
    found = lacking(folder)
    assert (found.text, found.gaps, found.passages) == ("cold.txt", None, None)


def test_a_receipt_is_missing_at_first_and_stale_after_an_edit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no receipts/bridge-is-cold.json" in lacking(folder).unproved[0].text
    monkeypatch.chdir(folder)
    shutil.copy(SMALL.parent / "site_config.yml", folder)
    done = CliRunner().invoke(main, ["verify", ID])
    assert done.exit_code == 0, done.output
    assert lacking(folder).unproved == ()
    edit(folder, "text: Nobody sweeps", "text: No one sweeps")
    (found,) = lacking(folder).unproved
    assert found.line == line_of("Nobody sweeps")
    assert "is not among what was verified" in found.text


class Serving:
    """Processes that show a folder, one after the other, each with the cache of the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = Settings(site_url="https://example.org/b/")
        content = folder / "content"
        self.chosen = Configuration(content, folder / "articles", None, "en_GB", settings)
        self.start()

    def start(self) -> None:
        self.maker = Maker(b"code", lambda _: b"around")

    def make(self, *, serving: bool = True) -> Made:
        kind = "serve" if serving else "build"
        return self.maker.make(self.chosen, self.folder / f"{kind}.sqlite", serving=serving)

    def pages(self) -> dict[str, Page]:
        return {page.path: page for page in self.make().site.pages}

    @property
    def made(self) -> tuple[int, int]:
        """How many pages the last save made: of what is published, and of drafts."""
        live, drafts = self.maker._live, self.maker._drafts
        assert live
        assert drafts
        # what only leads to another page is made at every save
        leading = [one for one in live.ledger.pages if one.state not in ("whole", "shelf")]
        return live.ledger.made - len(leading), drafts.ledger.made


@pytest.fixture
def serving(folder: Path) -> Serving:
    return Serving(folder)


def drafts_of(pages: dict[str, Page]) -> dict[str, str]:
    wanted = (f"articles/{ID}.md", "articles/not-yet.md", "drafts.md")
    return {path: pages[path].markdown for path in wanted}


def test_a_draft_has_its_page_says_so_and_shows_what_is_to_do(serving: Serving) -> None:
    page = serving.pages()[f"articles/{ID}.md"].markdown
    assert 'role="note"' in page
    assert "Draft: not published" in re.sub("&#(58|46);", lambda one: chr(int(one[1])), page)
    assert "say &#42;which&#42; Joan" in page
    assert "is it &#91;her&#93;&#40;x&#46;md&#41;&#63;" in page
    assert f'data-line="{line_of("speaker: ada-berg")}"' in page
    assert "search: {exclude: true}" in page
    assert "[<bdi>Ada Berg</bdi>](../people/ada-berg.md)" in page
    assert "<bdi>Joan Frost</bdi>" in page
    assert "people/joan-frost" not in page  # which has no page before she is in the registry


def text_of(page: Page) -> str:
    """The words of a page, without what Markdown and HTML need."""
    plain = re.sub("&#([0-9]+);", lambda one: chr(int(one[1])), page.markdown)
    return " ".join(re.sub(r"<[^>]*>|^> ", "", plain, flags=re.MULTILINE).split())


def test_what_says_too_little_to_be_shown_stands_on_the_page_of_the_draft(serving: Serving) -> None:
    edit(serving.folder, "- speaker: ada-berg\n    exact: We", "- exact: We")
    edit(serving.folder, "numbers:", "when:\n  - {exact: at night, todo: say what}\nnumbers:")
    page = text_of(serving.pages()[f"articles/{ID}.md"])
    for text, line, lacking, todo in (
        ("the boards creak at night", line_of("exact: the boards"), "text", "write the text"),
        ("We have bought two brooms", line_of("speaker: ada-berg"), "speaker", "is it [her]"),
    ):
        (told,) = re.findall(f"{text}(.*?)To do:(.*?){re.escape(todo)}", page)
        assert f"Line {line} · it lacks {lacking}" in told[0]
    assert "quotes nobody" not in page
    assert "What happens is not told yet" in page
    path = serving.folder / "content" / "summaries" / f"{ID}.yml"
    path.write_text(re.sub("quotes:.*?when:", "when:", path.read_text(), flags=re.DOTALL))
    assert "quotes nobody" in text_of(serving.pages()[f"articles/{ID}.md"])


def test_a_draft_that_lacks_nothing_but_its_status_is_said_to_be_ready(serving: Serving) -> None:
    path = serving.folder / "content" / "summaries" / "engineer-warns.yml"
    path.write_text(f"{path.read_text()}status: draft\n")
    pages = serving.pages()
    ready = "Ready: set status: published"
    page = text_of(pages["articles/engineer-warns.md"])
    assert f"Draft: not published · {ready}" in page
    assert "What it lacks" not in page
    assert text_of(pages["drafts.md"]).count(ready) == 2  # the other draft claims nothing
    assert ready not in text_of(pages[f"articles/{ID}.md"])


def test_the_pages_of_drafts_name_no_page_that_is_not_there(serving: Serving) -> None:
    pages = serving.pages()
    for path, markdown in drafts_of(pages).items():
        targets = re.findall(r"\]\(([^()\s]+?\.md)", markdown)
        assert targets
        for target in targets:
            assert str((Path("/") / path).parent.joinpath(target).resolve())[1:] in pages, target


def test_no_word_of_an_article_stands_on_the_page_that_lists_drafts(serving: Serving) -> None:
    listed = serving.pages()["drafts.md"].markdown
    assert "Let it snow" not in listed
    assert "icicles" not in listed
    assert "1 quotation · on line 4" in listed
    assert "1 number · on line 6" in listed


def test_all_other_pages_and_files_are_those_of_a_build(serving: Serving) -> None:
    shown = serving.make().site
    built = Serving(serving.folder).make(serving=False).site
    paths = {page.path for page in built.pages}
    assert {page.path for page in shown.pages} - paths == set(drafts_of(serving.pages()))
    assert [page for page in shown.pages if page.path in paths] == [*built.pages]
    assert [(file.path, file.data) for file in shown.files] == [
        (file.path, file.data) for file in built.files
    ]


def test_who_does_not_accelerate_sees_the_same(serving: Serving) -> None:
    plain = {page.path: page for page in _made_plainly(serving.chosen, serving=True).site.pages}
    pages = serving.pages()
    assert drafts_of(plain) == drafts_of(pages)
    assert plain.keys() == pages.keys()


def test_a_save_of_a_draft_makes_its_page_and_the_list(serving: Serving) -> None:
    serving.make()
    assert serving.made[1] == 3  # another draft is there as well
    saves = [("gist: Somebody", "gist: Nobody", 1), ("title:", "# a word\ntitle:", 2)]
    for old, new, count in saves:
        edit(serving.folder, old, new)
        serving.make()
        assert serving.made == (0, count)
    plain = {page.path: page for page in _made_plainly(serving.chosen, serving=True).site.pages}
    assert drafts_of(plain) == drafts_of(serving.pages())


def test_another_process_goes_on_from_what_is_known_and_sees_what_was_saved_since(
    serving: Serving,
) -> None:
    before = drafts_of(serving.pages())
    serving.maker.write()
    serving.start()
    assert drafts_of(serving.pages()) == before
    assert serving.maker._live is None  # nothing had to be known
    serving.start()
    serving.make()
    text = serving.folder / "articles" / "cold.txt"
    text.write_text(TEXT + "\n“I own a lamp,” said Ada Berg.\n")
    after = drafts_of(serving.pages())
    assert serving.made == (0, 2)
    assert "2 quotations · on lines 4, 9" in after["drafts.md"]
    text.unlink()
    assert "is not at hand" in drafts_of(serving.pages())["drafts.md"]


def test_a_published_draft_is_a_page_as_any_other(serving: Serving) -> None:
    serving.make()
    path = serving.folder / "content" / "summaries" / "not-yet.yml"
    path.write_text(path.read_text().replace("status: draft\n", ""))
    pages = serving.pages()
    assert "Draft" not in pages["articles/not-yet.md"].markdown
    assert "articles/not-yet.md" not in pages["drafts.md"].markdown


@pytest.fixture
def site(small_site: Path) -> Path:
    (small_site / "content" / "summaries" / "not-yet.yml").unlink()
    return small_site


def contents(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_a_build_with_a_draft_is_byte_for_byte_one_without(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(name: str) -> list[dict[str, bytes]]:
        done = run_mkdocs(site, "build", "--strict", "--site-dir", f"site-{name}")
        assert done.returncode == 0, done.stderr
        assert CliRunner().invoke(main, ["write", f"written-{name}"]).exit_code == 0
        return [contents(site / f"{kind}-{name}") for kind in ("site", "written")]

    monkeypatch.chdir(site)
    without = built("without")
    (site / "content" / "summaries" / f"{ID}.yml").write_text(DRAFT)
    assert built("with") == without
    assert len(without[0]) > 20
