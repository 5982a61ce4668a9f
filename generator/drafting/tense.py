"""Tells by the verbs of its clause whether a day had passed when an article appeared."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(
    r"(?<!\b(?:Mr|Dr|Ms|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?;:](?=[\s\"]|$)|\n|\""
)
#: Where another clause begins, which has a verb of its own.
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|where|when|after|before|while|because|if|as|and|but|although|though"
    r"|so)\b|\u2014|\u2013"
)
#: What may stand between a verb and what belongs to it.
_BETWEEN = r"(?: (?:not|also|now|then|soon|again|still|be|have|been|\w+ly))*"
_IRREGULAR = (
    "was|were|had|did|been|said|told|came|went|gave|took|made|got|began|broke|brought|built|bought"
    "|caught|chose|fell|felt|fled|flew|fought|found|held|heard|kept|knew|led|left|lost|met|paid|ran"
    "|rose|sank|sat|saw|sent|shot|sold|spoke|spent|stood|stole|swam|swept|taught|thought|threw"
    "|understood|won|wore|wrote|drove|ate|drew|grew|hid|laid|lent|lit|rode|rang|sang|shook|slept"
    "|slid|struck|stuck|swore|tore|woke|became|withdrew|beat|hit|burst|forbade|froze|dug|sought|bore"
    "|blew|bled|bred|clung|crept|dealt|drank|fed|flung|forgot|forgave|hung|overcame|read|sprang"
    "|stung|strode|wept|wound"
)
#: A past that was still ahead of somebody then, and perhaps of the article too.
_WAS_AHEAD = (
    r"(?:was|were|had|had been|has been|have been)(?: \w+ly)? (?:due|expected|scheduled|set|planned"
    r"|supposed|meant|about|hoping|planning|going|to)\b"
)
_AHEAD = (
    r"(?:will|would|shall|won't|wouldn't|\w+'ll)\b"
    r"|(?:is|are|am|'s|'re|not)(?: \w+ly)? (?:due|expected|scheduled|set|planned|supposed|going"
    r"|planning|hoping|likely|about|preparing|to)\b"
    r"|(?:plans?|expects?|hopes?|intends?|wants?|aims?|promises?|vows?|prepares?|due|scheduled"
    r"|expected|set) to\b"
    r"|(?:due|planned|scheduled)(?= (?:for|on|in|at)\b)|(?:travel|host|face)s?\b"
)
_VERB = re.compile(
    rf"\b(?:(?P<was>{_WAS_AHEAD}(?: to\b)?{_BETWEEN}(?: [a-z]+)?)"
    rf"|(?P<ahead>(?:{_AHEAD})(?: to\b)?{_BETWEEN}(?: (?!on\b|in\b)[a-z]+)?)"
    r"|(?P<open>(?:can|could|may|might|must|should)\b(?: [a-z]+)?"
    r"|to (?:be )?(?!the\b|an?\b|his\b|her\b|their\b|its\b|our\b|this\b|that\b|one\b)[a-z]+"
    r"|(?:is|are)(?: not\b| \w+ly\b)* (?!on\b|in\b)[a-z]+)"
    rf"|(?P<past>(?:{_IRREGULAR})\b|(?!(?:hundred|indeed|need|speed|seed|feed|breed|naked|sacred"
    r"|wicked|exceed|proceed|succeed|embed)\b)[a-z]+ed\b))"
)

#: The verb whose subject the day belongs to: the vote on Thursday will be close.
_NEXT = re.compile(rf" (?:\w+ly )?(?=(?:will|would|shall|was|were|had|is)\b)(?:{_VERB.pattern})")


def is_ahead(before: str, behind: str) -> bool | None:
    """Whether the day between two parts of a paragraph was to come; None where no verb decides.

    A verb that follows at once decides, else the nearest before it in its clause, else the first
    behind it there.
    """
    before, behind = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(behind)[0]
    if behind.startswith(("'s", "\u2019s")):
        return None  # Monday's storm may be told of in any tense
    if next_one := _NEXT.match(behind):
        return bool(next_one["ahead"])
    own, following = _CLAUSE.split(before)[-1], _CLAUSE.split(behind)[0]
    for verbs in (
        list(_VERB.finditer(own))[-1:],
        list(_VERB.finditer(following))[:1],
        list(_VERB.finditer(before))[-1:],
    ):
        for verb in verbs:
            if verb["ahead"]:
                return True
            return False if verb["past"] else None
    return None
