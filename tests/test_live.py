"""Tests of generator/speed: a site built again from what is left is the site built anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from conftest import SETTINGS, SMALL
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from many import many

from generator.briefing import Briefing
from generator.dates import parse_date
from generator.files import read_files
from generator.layout import LayoutError, layouts
from generator.press import build_site
from generator.problems import ContentError
from generator.reading import parse_files
from generator.resolving import brief
from generator.site import Site
from generator.speed.folder import KeptFolder
from generator.speed.following import FollowedBriefing, Question
from generator.speed.live import LiveSite
from generator.speed.sameness import same as same_answers
from generator.speed.sameness import same_fields
from generator.words import read_words

WORDS, LAYOUTS = read_words("en_GB"), layouts()
VIEWS = Path(__file__).parent / "views" / "content"


class Editing:
    """A content folder with a live site on it, and what a clean build makes of the same files."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.folder = folder
        self.kept, self.live = KeptFolder(), LiveSite()
        for name, data in files.items():
            self.write(name, data)

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def build(self, surroundings: str = "") -> Site:
        files = self.kept.files(self.folder)
        reading = self.kept.read(files)
        return self.live.build(
            reading.content, files.digests, SETTINGS, WORDS, LAYOUTS, surroundings
        )

    def clean(self) -> Site:
        return build_site(parse_files(read_files(self.folder)).content, SETTINGS, WORDS, LAYOUTS)

    @property
    def made(self) -> int:
        return self.live.ledger.made


def files_in(folder: Path) -> dict[str, bytes]:
    paths = [*folder.rglob("*.yml"), *folder.rglob("receipts/*.json")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def same(site: Site, other: Site) -> None:
    """Fails on the first page or file that differs, with its name."""
    assert [page.path for page in site.pages] == [page.path for page in other.pages]
    for page, expected in zip(site.pages, other.pages, strict=True):
        found = (page.title, page.source, page.markdown)
        assert found == (expected.title, expected.source, expected.markdown), page.path
    for file, wanted in zip(site.files, other.files, strict=True):
        assert (file.path, file.data) == (wanted.path, wanted.data), file.path


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    found = Editing(tmp_path / "content", many(40))
    found.build()
    return found


def test_what_is_built_again_without_an_edit_makes_no_page(editing: Editing) -> None:
    assert editing.made > 40
    same(editing.build(), editing.clean())
    assert editing.made == 0


def edit(editing: Editing, name: str, change: Callable[[dict], None]) -> None:
    tree = yaml.safe_load((editing.folder / name).read_bytes())
    change(tree)
    editing.write(name, yaml.safe_dump(tree, sort_keys=False, default_flow_style=None).encode())


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("summaries/article-0007.yml", lambda tree: tree.update(gist="Another.")),
        ("summaries/article-0007.yml", lambda tree: tree.update(title="Another")),
        ("summaries/article-0007.yml", lambda tree: tree["quotes"][0].update(exact="No.")),
        ("summaries/article-0007.yml", lambda tree: tree["numbers"][0].update(value=3)),
        ("registry/occasions.yml", lambda tree: tree["talk-3"].update(name="on a pier")),
        ("registry/people.yml", lambda tree: tree["ada"].update(aliases=["A. B."])),
    ],
)
def test_an_edit_makes_the_pages_that_show_it_and_no_others(
    editing: Editing, name: str, change: Callable[[dict], None]
) -> None:
    before = {page.path: page for page in editing.build().pages}
    edit(editing, name, change)
    now = editing.build()
    same(now, editing.clean())
    differ = sum(before.get(page.path) != page for page in now.pages)
    # beside these the views that go through all summaries, or through a file of the registry
    more = 6 if name.startswith("summaries/") else 25
    assert 0 < differ <= editing.made <= differ + more < len(now.pages)


def test_a_comment_on_top_of_a_summary_makes_its_own_page_and_no_other(editing: Editing) -> None:
    before = {page.path: page for page in editing.build().pages}
    name = "summaries/article-0007.yml"
    editing.write(name, b"# a word to whoever edits this\n" + (editing.folder / name).read_bytes())
    for count in (1, 0):
        now = editing.build()
        assert editing.made == count
        same(now, editing.clean())
    (other,) = [page for page in now.pages if before[page.path] != page]
    assert other.path == "articles/article-0007.md"


def test_an_edit_that_only_a_reader_sees_is_one(editing: Editing) -> None:
    name = "summaries/article-0007.yml"
    for value in ("1.1", "1.10"):
        text = (editing.folder / name).read_text()
        editing.write(name, re.sub(r"value: [\d.]+", f"value: {value}", text).encode())
        same(editing.build(), editing.clean())
        assert editing.made > 1


def test_facts_that_an_edit_leaves_alone_stay_the_objects_that_they_were(editing: Editing) -> None:
    before = {key: one.part for key, one in editing.live.resolved.items()}
    edit(editing, "registry/people.yml", lambda tree: tree["ada"].update(name="Ada B."))
    editing.build()
    kept = {key for key, one in editing.live.resolved.items() if one.part is before[key]}
    assert kept == {key for key, part in before.items() if "ada" not in part.actors}
    assert 0 < len(kept) < len(before)


def test_another_gist_leaves_all_lists_of_facts_and_of_everything_as_they_were(
    editing: Editing,
) -> None:
    before = editing.live.indexes
    edit(editing, "summaries/article-0007.yml", lambda tree: tree.update(gist="Another."))
    editing.build()
    now = editing.live.indexes
    for name in ("figures", "answers", "quotes", "tellings", "marked", "listed"):
        lists, lists_before = getattr(now, name).lists, getattr(before, name).lists
        assert lists
        assert all(lists[key] is lists_before[key] for key in lists), name
    assert now.in_time is before.in_time
    parts = now.speaking.lists["topics/bridge"]
    assert parts is not before.speaking.lists["topics/bridge"]
    # whoever asked for all of them would be asked again at every edit
    assert Question("summaries") not in editing.live.ledger.answers


def test_an_edit_makes_anew_the_files_that_show_it_alone(editing: Editing) -> None:
    before = {file.path: file for file in editing.build().files}
    edit(editing, "summaries/article-0007.yml", lambda tree: tree.update(gist="Another."))
    site = editing.build()
    same(site, editing.clean())
    anew = {file.path for file in site.files if file is not before[file.path]}
    assert {"data/summaries.csv", "data/summaries.json", "data/feed.xml"} <= anew
    assert {"data/quotes.csv", "data/numbers.json", "data/actors.csv"}.isdisjoint(anew)
    assert {"data/people/bo.xml", "data/people/cy.json"}.isdisjoint(anew)


def test_what_an_item_says_otherwise_is_another_fact_and_its_neighbours_are_the_same(
    editing: Editing,
) -> None:
    before = editing.live.resolved["article-0007"].part
    edit(
        editing,
        "summaries/article-0007.yml",
        lambda tree: tree["numbers"][0].update(note="Another."),
    )
    editing.build()
    now = editing.live.resolved["article-0007"].part
    assert now.numbers[0] is not before.numbers[0]
    assert now.quotes[0] is before.quotes[0]
    same(editing.build(), editing.clean())


def test_a_page_of_a_record_whose_mentions_were_retracted_comes_and_goes_with_them(
    editing: Editing,
) -> None:
    name = "summaries/article-0007.yml"
    edit(editing, "registry/places.yml", lambda tree: tree.update(quay={"name": "Quay"}))
    edit(editing, name, lambda tree: tree.update(where=["quay"]))
    assert "places/quay.md" in {page.path for page in editing.build().pages}
    because = {"date": "2031-02-01", "because": "It was a mistake."}
    edit(editing, name, lambda tree: tree.update(status="retracted", retracted=because))
    same(editing.build(), editing.clean())
    assert "places/quay.md" in {page.path for page in editing.build().pages}
    (editing.folder / name).unlink()
    same(editing.build(), editing.clean())
    assert "places/quay.md" not in {page.path for page in editing.build().pages}


def test_other_surroundings_make_every_page_again(editing: Editing) -> None:
    site = editing.build("other")
    assert editing.made == len(site.pages)


def test_broken_content_leaves_what_was_known_as_it_was(editing: Editing) -> None:
    name = "summaries/article-0007.yml"
    good = (editing.folder / name).read_bytes()
    editing.write(name, b"title: [half")
    with pytest.raises(ContentError):
        editing.build()
    editing.write(name, good)
    same(editing.build(), editing.clean())
    assert editing.made == 0


def test_a_layout_that_fails_leaves_what_was_known_as_it_was(
    editing: Editing, tmp_path: Path
) -> None:
    before = dict(editing.live.resolved)
    edit(editing, "summaries/article-0007.yml", lambda tree: tree.update(title="Another"))
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "article.md.j2").write_text("{{ nothing }}")
    files = editing.kept.files(editing.folder)
    content = editing.kept.read(files).content
    broken = layouts(tmp_path / "layouts")
    with pytest.raises(LayoutError):
        editing.live.build(content, files.digests, SETTINGS, WORDS, broken, "")
    assert editing.live.resolved == before
    same(editing.build(), editing.clean())


TEXTS = st.sampled_from(["A", "Another one", "<b>", "1 000", "Marsk", "{{ x }}"])
DAYS = st.sampled_from(["2029-01-05", "2030", "2030-02~", "2028-12-31"])
PEOPLE = st.sampled_from(["ada", "bo", "cy", "di", "ed"])
STATES = st.sampled_from(["draft", "published"])


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, object]:
    """What somebody does to a summary, the registry or the rest; by the words of `apply`."""
    number = draw(st.integers(0, 11))
    summary = f"summaries/article-{number:04}.yml"
    kind = draw(
        st.sampled_from(
            [
                *("title", "gist", "speaker", "value", "date", "status", "topics", "event"),
                *("remove", "add", "rename", "person", "place", "measure", "home", "note"),
                *("touch", "question"),
            ]
        )
    )
    value = draw(st.tuples(TEXTS, DAYS, PEOPLE, STATES, st.integers(1, 999)))
    return kind, (summary, *value)


def apply(editing: Editing, kind: str, value: tuple) -> None:
    """Do one edit, if it can be done to what is there."""
    name, text, day, person, status, number = value
    path = editing.folder / name

    def of_summary(tree: dict) -> None:
        changes: dict[str, Callable[[], object]] = {
            "title": lambda: tree.update(title=text),
            "gist": lambda: tree.update(gist=text),
            "speaker": lambda: (
                tree["quotes"][0].update(speaker=person),
                tree.update(who=sorted({*tree["who"], person})),
            ),
            "value": lambda: tree["numbers"][0].update(value=number),
            "date": lambda: tree["article"].update(published=day),
            "status": lambda: tree.update(status=status),
            "topics": lambda: tree.update(topics=[]),
            "event": lambda: tree["when"][0].update(event=f"event-{number % 20}", date=day),
            "question": lambda: tree["what"][0].update(holds="against"),
        }
        changes[kind]()

    registry = {
        "person": ("people", person),
        "place": ("places", "pier"),
        "measure": ("measures", "ships"),
    }
    if kind in registry:
        file, id = registry[kind]
        edit(editing, f"registry/{file}.yml", lambda tree: tree[id].update(name=text))
    elif kind == "home":
        editing.write("home.yml", yaml.safe_dump({"gist": text}).encode())
    elif kind == "note":
        edit(editing, "registry/events.yml", lambda tree: tree["event-1"].update(name=text))
    elif kind == "add":
        editing.write(f"summaries/added-{number}.yml", many(12)["summaries/article-0003.yml"])
    elif not path.exists():
        return
    elif kind == "remove":
        path.unlink()
    elif kind == "rename":
        path.rename(path.with_name(f"renamed-{number}.yml"))
    elif kind == "touch":
        path.touch()
    else:
        edit(editing, name, of_summary)


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))  # to shrink takes minutes
@given(done=st.lists(st.lists(edits(), min_size=1, max_size=3), min_size=1, max_size=5))
def test_whatever_is_edited_the_site_is_the_one_that_a_clean_build_makes(
    tmp_path_factory: pytest.TempPathFactory, done: list[list[tuple[str, tuple]]]
) -> None:
    editing = Editing(tmp_path_factory.mktemp("edited") / "content", many(12))
    editing.build()
    for together in done:
        for kind, value in together:
            apply(editing, kind, value)
        same(editing.build(), editing.clean())


@pytest.mark.parametrize("source", [SMALL, VIEWS])
def test_every_file_of_a_site_may_go_and_come_again(tmp_path: Path, source: Path) -> None:
    """With retractions, former ids, receipts, notes on differences and all else that there is."""
    files = files_in(source)
    editing = Editing(tmp_path / "content", files)
    same(editing.build(), editing.clean())
    for name, data in files.items():
        (editing.folder / name).unlink()
        try:
            expected = editing.clean()
        except ContentError:
            with pytest.raises(ContentError):
                editing.build()
        else:
            same(editing.build(), expected)
        editing.write(name, data)
        same(editing.build(), editing.clean())


def test_a_file_that_is_saved_twice_at_one_tick_of_the_clock_is_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing = Editing(tmp_path / "content", {"summaries/a.yml": b"one", "summaries/b.yml": b"old"})
    found = {}
    for age, name in enumerate(("summaries/a.yml", "summaries/b.yml")):
        looks = dict.fromkeys(("st_mtime_ns", "st_ctime_ns"), 10**18 - age * 10**9)
        status = (editing.folder / name).stat()
        found[name] = SimpleNamespace(st_mode=status.st_mode, st_size=3, st_ino=age, **looks)
    monkeypatch.setattr("generator.speed.folder.find_files", lambda _: found)
    first = dict(editing.kept.files(editing.folder).digests)
    for name in ("a.yml", "b.yml"):
        (editing.folder / "summaries" / name).write_bytes(b"two")
    second = editing.kept.files(editing.folder).digests
    assert first["summaries/a.yml"] != second["summaries/a.yml"]
    assert first["summaries/b.yml"] == second["summaries/b.yml"]  # nobody saves so long ago


def questions_of(briefing: Briefing) -> Iterator[str]:
    """The names of everything that can be asked of a briefing."""
    return (name for name in dir(briefing) if not name.startswith("_"))


def test_whatever_a_page_reads_of_a_briefing_is_noted() -> None:
    briefing = site_briefing()
    followed = FollowedBriefing(lambda question: getattr(briefing, str(question.ask)))
    asked = [name for name in questions_of(briefing) if not callable(getattr(Briefing, name, None))]
    for name in asked:
        getattr(followed, name)
    assert followed.asked == {Question(name) for name in asked}
    assert {"summaries", "registry", "home", "as_of", "happenings"} <= set(asked)


def site_briefing() -> Briefing:
    return brief(parse_files(many(3)).content)


def test_an_answer_of_a_kind_that_nobody_thought_of_is_never_the_same_answers() -> None:
    assert not same_answers(("a list with", object()), ("a list with", object()))
    known = object()
    assert same_answers(("a list with", known), ("a list with", known))


def test_answers_are_the_same_where_pages_can_show_no_difference() -> None:
    briefing, again = site_briefing(), site_briefing()
    first, second, third = briefing.summaries
    values = [
        first, second, first.card, second.card, first.quotes[0], second.quotes[0], first.who[0],
        second.who[0], (first.quotes[0], second.quotes[0]), (second.quotes[0], first.quotes[0]),
        (), [], [None], "1", 1, 1.0, True, Decimal("1.0"), Decimal("1.00"), {"1": 1}, {1: "1"},
        {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a"}, ("ab", "c"), ("a", "bc"), third.summary.article,
        briefing.happenings, parse_date("2030"), briefing.registry, briefing.home,
    ]  # fmt: skip
    for place, one in enumerate(values):
        assert [same_answers(one, other) for other in values] == [
            at == place for at in range(len(values))
        ]
    # facts equal themselves alone; all else may come from anywhere
    others = (
        again.registry,
        again.home,
        again.summaries[2].summary.article,
        again.summaries[0].who,
    )
    mine = (briefing.registry, briefing.home, third.summary.article, first.who)
    assert all(same_answers(one, other) for one, other in zip(mine, others, strict=True))
    assert not same_answers(first, again.summaries[0])
    assert same_fields(first.quotes[0], again.summaries[0].quotes[0])
