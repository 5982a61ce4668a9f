"""Makes an empty summary that says beside each field what belongs there."""

from __future__ import annotations

from datetime import date

from generator.drafting.slug import slug
from generator.drafting.writing import scalar
from generator.model.fields import is_id
from generator.schema import MODELINE

_TODO = "fill in what follows; then delete this line and set status: published"
_GIST = "Still to be written: the article in two or three sentences of ours."
_EMPTY = """\
# A summary of one article. Lines that begin with # are examples: take the sign away from a whole
# block, then put your own in its place. The ids (william-ruto ...) stand in the files of registry/.
# `briefing check` says what is wrong, `briefing verify` holds every exact against the text.

# The title, in our words.
title: {title}
status: draft # then published
added: {added}
written_by: {written_by}
todo: {todo}
# topics: [an-id-of-topics]

# What is known of the article itself; leave out what it does not say.
# article:
#   text: {id}.txt
#   headline: Its headline, word for word
#   published: 2024-09-22
#   outlet: an-id-of-organisations
#   author: A. Reporter
#   url: https://paper.example/article

# The article in two or three sentences of ours.
gist: {gist}

# Everybody named below, and what they are here; a bare id takes the role of the registry.
# who:
#   - an-id-of-people
#   - {{actor: an-id-of-organisations, role: as the article calls it}}

# What is asserted: text is ours; exact are at most 12 words of the article that it rests on.
# what:
#   - text: What is asserted, in our words.
#     by: an-id-of-people
#     exact: a few words of the article

# What happened, or is to happen; left out, certainty is actual.
# when:
#   - text: What happens, in our words
#     date: 2024-09-20~
#     certainty: planned
#     exact: a few words of the article

# Where it takes place.
# where: [an-id-of-places]

# What stands between quotation marks in the article, whole and letter by letter.
# quotes:
#   - speaker: an-id-of-people
#     exact: The words that were said.
#     medium: interview

# Figures; without comparator the figure is exact.
# numbers:
#   - measure: an-id-of-measures
#     value: 600
#     comparator: more-than
#     exact: More than 600 officers
"""


def blank(name: str, added: date, written_by: str) -> tuple[str, str]:
    """The id and the YAML of an empty summary, by its id or by its title."""
    id = name if is_id(name) else slug(name, "article")
    title = f"Draft of {id}" if is_id(name) else " ".join(name.split())
    made = MODELINE + _EMPTY.format(
        id=id,
        title=scalar(title),
        added=added,
        written_by=scalar(written_by),
        todo=scalar(_TODO),
        gist=scalar(_GIST),
    )
    return id, made
