"""Tests of generator/speed/collecting.py: Python searches again afterwards, and missed nothing."""

from __future__ import annotations

import gc

import pytest
from conftest import SMALL

from generator.problems import ContentError
from generator.reading import parse_content, read_content
from generator.resolving import brief
from generator.speed.collecting import without_collecting


def test_python_collects_again_even_after_an_error() -> None:
    with pytest.raises(ContentError), without_collecting():
        parse_content({"home.yml": b"["})
    assert gc.isenabled()


def test_what_was_left_out_before_stays_left_out() -> None:
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()


def test_reading_makes_nothing_that_only_a_search_would_find() -> None:
    brief(read_content(SMALL).content)  # what is made at the first time is kept
    gc.collect()
    with without_collecting():
        brief(read_content(SMALL).content)
        assert gc.collect() == 0
