"""Finds what was published and is now changed, removed or not to be reached, without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from generator.model.claims import (
    NOTHING,
    claimed_fields,
    correctable,
    folded,
    said,
    up_to_date,
)
from generator.model.content import Content
from generator.model.registry import Registry
from generator.model.summary import Correction, Item, Summary, items_of
from generator.planning import planned_pages
from generator.problems import Path, shown

#: Files, places in them, and what is wrong there.
Unannounced = Iterator[tuple[str, Path, str]]

#: How alike two items must be, from 0 to 1, to be taken for one that was changed: in messages.
_ALIKE = 0.5
#: How many characters of two texts are compared for that; the time grows with their square.
_COMPARED = 500


def unannounced_changes(before: Content, after: Content, day: date) -> Unannounced:
    """Everything published in `before` that is otherwise in `after` and says nothing of it.

    `day` is the date of the corrections that the messages offer.
    """
    for id, old in before.summaries.items():
        if old.status == "draft":
            continue
        new_id = _present_id(id, after)
        if new_id is None:
            yield _gone(id, before, after)
            continue
        new, file = after.summaries[new_id], f"summaries/{new_id}.yml"
        if new.status == "draft":
            yield (
                file,
                ("status",),
                "was published and is a draft now; if it no longer holds, write status: retracted"
                f" and retracted: {{date: {day}, because: ...}}, else publish it again",
            )
        elif new.status == "published" and old.status == "retracted":
            yield (
                file,
                ("status",),
                "was retracted and is published again; leave it retracted, and publish what holds"
                " after all as a summary of its own",
            )
        elif new.status == "published":
            comparison = _Comparison(old, new, before.registry, after.registry, day)
            for path, message in comparison.problems():
                yield file, path, message
        yield from ((file, ("corrections",), message) for message in _lost_corrections(old, new))
    yield from _lost_pages(before, after)


def _present_id(id: str, after: Content) -> str | None:
    """The id that a summary has now."""
    if id in after.summaries:
        return id
    renamed = (new for new, summary in after.summaries.items() if id in summary.former_ids)
    return next(renamed, None)


def _gone(id: str, before: Content, after: Content) -> tuple[str, Path, str]:
    """That a summary is gone, said where its new file seems to be, or else where it was."""
    anchors = {item.anchor for _, item in items_of(before.summaries[id])}
    likely = {
        new: len(anchors & {item.anchor for _, item in items_of(summary)})
        for new, summary in after.summaries.items()
        if new not in before.summaries
    }
    best = max(likely, key=lambda new: (likely[new], new), default="")
    if best and likely[best]:
        return (
            f"summaries/{best}.yml",
            (),
            f"holds what {id}.yml held, which was published and is gone; if it is that summary"
            f" renamed, add the line  former_ids: [{id}]",
        )
    return (
        f"summaries/{id}.yml",
        (),
        "was published and is gone; put it back, with status: retracted and retracted: if it no"
        f" longer holds, or, if it was renamed, add to the new file the line  former_ids: [{id}]",
    )


def _lost_corrections(old: Summary, new: Summary) -> Iterator[str]:
    for correction in (Counter(_key(one) for one in old.corrections)) - Counter(
        _key(one) for one in new.corrections
    ):
        day, item, name, was, now = correction
        yield (
            f"the correction of {day} to {name} of {item} was published and is gone or changed;"
            f" put it back: {_correction_line(day, item, name, was, now)}"
        )


def _key(one: Correction) -> tuple[date, str, str, str, str]:
    """What makes a correction the same; its note may be mended."""
    return (one.date, one.item, one.field, folded(one.was), folded(one.now))


def _correction_line(day: date, item: str, field: str, was: str, now: str) -> str:
    return (
        f"- {{date: {day}, item: {item}, field: {field}, was: {_quoted(was)}, now: {_quoted(now)}}}"
    )


def _quoted(text: str) -> str:
    """A text as YAML between double quotes, on one line, with nothing that a terminal acts on."""
    signs = (f"\\{sign}" if sign in '"\\' else _visible(sign) for sign in text)
    return f'"{"".join(signs)}"'


def _visible(sign: str) -> str:
    return sign if sign.isprintable() else f"\\U{ord(sign):08X}"


@dataclass(frozen=True)
class _Comparison:
    """One published summary, as it was and as it is."""

    old: Summary
    new: Summary
    registry_before: Registry
    registry_after: Registry
    day: date

    def problems(self) -> Iterator[tuple[Path, str]]:
        before = {item.anchor: (path, item) for path, item in items_of(self.old)}
        after = {item.anchor: (path, item) for path, item in items_of(self.new)}
        added = {anchor: after[anchor] for anchor in after.keys() - before.keys()}
        for anchor, (path, item) in before.items():
            if anchor in after:
                at, present = after[anchor]
                for field, message in self.changes(item, present):
                    yield (*at, field), message
            else:
                yield self.removed(anchor, path, item, added)

    def changes(self, old: Item, new: Item) -> Iterator[tuple[str, str]]:
        """The fields in which an item changed without a correction, each with what to write."""
        for field, was, now in self.differences(old, new):
            if not self.announced(old, field, was, now):
                line = _correction_line(self.day, old.anchor, field, was, now)
                yield (
                    field,
                    f"was {shown(was)} when it was published and is {shown(now)} now; put it back,"
                    f" or add under corrections:  {line}",
                )

    def differences(self, old: Item, new: Item) -> Iterator[tuple[str, str, str]]:
        """The claimed fields whose values differ, each with both; a retraction lifted is one."""
        for field in (*claimed_fields(old), "retracted"):
            was = self.before(old, field)
            now = said(new, field, self.registry_after)
            if field == "retracted" and (not old.retracted or new.retracted):
                continue
            if was != now:
                yield field, was, now

    def before(self, item: Item, field: str) -> str:
        """What a field said; ids of the registry that were changed since are as they are now."""
        text = said(item, field, self.registry_before)
        return up_to_date(text, type(item), field, self.registry_after)

    def announced(self, item: Item, field: str, was: str, now: str) -> bool:
        """Whether new corrections lead, one from the other, from the old value to the new one."""
        known = Counter(_key(one) for one in self.old.corrections)
        steps: list[Correction] = []
        for one in self.new.corrections:
            if known[_key(one)]:
                known[_key(one)] -= 1
            elif (one.item, one.field) == (item.anchor, field):
                steps.append(one)
        kind, at = type(item), was
        for step in sorted(steps, key=lambda one: one.date):
            if up_to_date(step.was, kind, field, self.registry_after) != at:
                return False
            at = up_to_date(step.now, kind, field, self.registry_after)
        return bool(steps) and at == now

    def removed(
        self, anchor: str, path: Path, old: Item, added: dict[str, tuple[Path, Item]]
    ) -> tuple[Path, str]:
        """That an item is gone, said at the new item it seems to have become, if there is one."""
        likeness = {
            other: self.likeness(old, item)
            for other, (_, item) in added.items()
            if type(item) is type(old)
        }
        best = max(likeness, key=lambda other: (likeness[other], other), default="")
        if not best or likeness[best] < _ALIKE:
            return (
                path[:1],
                f"the item {anchor} ({self.summary_of(old)}) was published and is gone; put it"
                f" back, and if it is wrong give it  retracted: {{date: {self.day}, because: ...}}."
                f" If it was changed, give the changed item  id: {anchor}  and add a correction",
            )
        at, item = added.pop(best)
        lines = [
            _correction_line(self.day, anchor, field, was, now)
            for field, was, now in self.differences(old, item)
        ]
        corrections = f", and under corrections:  {'  '.join(lines)}" if lines else ""
        return (
            at,
            f"seems to be {anchor} changed, which was published and is gone; if so, give it"
            f"  id: {anchor}{corrections}. If it is another, put {anchor} back, and if it is wrong"
            f" give it  retracted: {{date: {self.day}, because: ...}}",
        )

    def summary_of(self, item: Item) -> str:
        """The first words of an item, to know it by."""
        return shown(getattr(item, "text", None) or item.exact)

    def likeness(self, old: Item, new: Item) -> float:
        """How much of what an item says another says too, from 0 to 1, field by field."""
        pairs = [
            (self.before(old, field), said(new, field, self.registry_after))
            for field in correctable(type(old))
            if field != "retracted"
        ]
        filled = [(was, now) for was, now in pairs if (was, now) != (NOTHING, NOTHING)]
        ratios = (_likeness(was, now) for was, now in filled)
        return sum(ratios) / len(filled)


def _likeness(one: str, other: str) -> float:
    if NOTHING in (one, other):
        return 0.0
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False).ratio()


def _lost_pages(before: Content, after: Content) -> Unannounced:
    """Pages that were there, and at whose addresses nothing is; of summaries only former ids."""
    present = {page.path for page in planned_pages(after)}
    for page in planned_pages(before):
        if page.path in present:
            continue
        old = page.path.rpartition("/")[2].removesuffix(".md")
        folder, _, file = page.kind.source.format(id=page.id).partition("/")
        if folder == "summaries":
            if old in before.summaries:
                continue
            owner = _present_id(page.id, after) or page.id
            if owner in after.summaries:
                yield f"summaries/{owner}.yml", ("former_ids",), _no_longer_led(page.path, old)
        elif page.kind.ids is None:
            yield "home.yml", (), f"the page {page.path} was published and is made no more"
        else:
            records = getattr(after.registry, file.removesuffix(".yml"))
            at: Path = (page.id, "former_ids") if old != page.id else (old,)
            if old in records:
                message = (
                    f"its page {page.path} was published, and nothing speaks of {old} any more;"
                    " name it again in a summary, if only under who, where or topics"
                )
            elif old != page.id and page.id in records:
                message = _no_longer_led(page.path, old)
            else:
                message = (
                    f"the page {page.path} was published, and there is no {old} any more; put it"
                    f" back, or give the record that took its place the line  former_ids: [{old}]"
                )
            yield f"{folder}/{file}", at, message


def _no_longer_led(path: str, old: str) -> str:
    return f"the page {path} was published and led here; put it back:  former_ids: [{old}]"


def lost_by_hand(before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    """Hand-written pages, by their paths, at whose addresses none is now."""
    present = {_built(path) for path in after}
    return (path for path in sorted(before) if _built(path) not in present)


def _built(path: str) -> str:
    """One name for the paths that a builder puts at the same address."""
    stem = path.removesuffix(".md")
    for name in ("index", "README"):
        if stem == name or stem.endswith(f"/{name}"):
            return stem.removesuffix(name).removesuffix("/")
    return stem
