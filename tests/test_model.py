"""Tests of generator/model/summary.py: what a record derives, and a copy of it derives anew."""

from __future__ import annotations

import copy
import pickle

from generator.model.summary import Statement, Summary

SAID = Statement(exact="shut in May", text="The bridge shuts.")


def test_an_anchor_that_was_asked_for_changes_nothing_else_of_an_item() -> None:
    asked, other = SAID.model_copy(), SAID.model_copy()
    assert asked.anchor == "s-dbb91d"
    assert (asked, hash(asked), repr(asked)) == (other, hash(other), repr(other))
    assert asked.model_dump() == other.model_dump()
    assert asked.model_dump_json() == other.model_dump_json()
    assert pickle.loads(pickle.dumps(asked)) == copy.deepcopy(asked) == other
    whole = {"title": "A", "added": "2031-01-01", "written_by": "B", "gist": "C", "what": (asked,)}
    assert Summary.model_validate(whole).model_dump()["what"] == (other.model_dump(),)


def test_a_copy_of_other_content_has_another_anchor() -> None:
    assert SAID.anchor == SAID.model_copy(update={"note": "Aside."}).anchor
    assert SAID.anchor != SAID.model_copy(update={"text": "The bridge opens."}).anchor
    assert SAID.model_copy(update={"id": "s-bridge"}).anchor == "s-bridge"
