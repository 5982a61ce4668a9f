"""Tells the furniture of a web page that was copied along from the text of an article."""

from __future__ import annotations

import re

#: Lines that belong to the page: what a reader is asked to do, players, tags, counters, rights.
_LINES = (
    *(r"\d+\s?% read", r"\d+\s?min(?:ute)?s?(?: read)?"),
    *(r"(?:\d+ )?(?:comments?|shares?|likes?|views?)", r"no comments\b.*"),
    *(r"(?:leave|add)(?: a)? (?:comment|reply)\b.*", r"join the (?:conversation|discussion).*"),
    r"(?:latest|related|more|top|trending|popular|recommended|most read)"
    r" (?:stories|articles|news|posts|on\b.*|from\b.*)",
    r"(?:read|see|watch|listen) (?:more|also|next|full|to this (?:article|story))\b.*",
    *(r"also read\b.*", r"(?:tags?|topics?|categor(?:y|ies)|filed under|keywords?)\s*:?.{0,200}"),
    r"(?:share|follow|like|tweet|pin|print|e?-?mail|save|bookmark)"
    r"(?: (?:this|on|us|via|article|story|with)\b.*)?",
    r"(?:subscribe|sign (?:up|in)|log ?in|register|download|install|click|tap|swipe)\b.*",
    *(r"advert(?:isement|ising)?s?", r"sponsored(?: content)?", r"story continues below.*"),
    *(r"skip to\b.*", r"(?:audio|vocalize|loading|loader|player|play|pause|mute|unmute)\b.*"),
    r"(?:home|news|world|politics|opinion|sport|business|menu|search|back to top|next|previous)",
    "(?:copyright|\u00a9|all rights reserved|terms (?:of|and)|privacy policy|cookies?)\\b.*",
    r"(?:published|updated|posted|last (?:updated|modified))(?: (?:on|at|by))?\s*:?\s.*\d.*",
    *(r"(?:want|got) .{0,30}(?:story|tip|news)\b.*\?.*",),
    r"(?:image|photo|picture|caption|credit|source)s?\s*:.*",
)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join(_LINES)})\W*$", re.IGNORECASE)
#: Signs anywhere in a line: credits of pictures, ways to reach the desk, accounts.
_SIGNS = re.compile(
    r"(?:REUTERS/|AP Photo|AFP/|/File(?: Photo)?\b|File Photo|Getty Images|Shutterstock"
    r"|\[(?:photo|image|file)[^\]]*\]|[\w.+-]+@[\w-]+\.\w{2,}|\bWhatsApp\b.*\d{6}|\bSMS to\b)",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^\W*(?:tags?|topics?|share|related|filed under)\W*$", re.IGNORECASE)
#: A line without a verb's full stop and no longer than this is no sentence.
_SHORT = 120


def furniture(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where the lines stand that are the page's and not the article's, in order.

    A headline that stands twice is the page's the second time; so is the line beneath "Tags:".
    """
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    headed = False
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        short = len(line) <= _SHORT and line[-1] not in '.!?\u201d"'
        if _FURNITURE.match(line) or _SIGNS.search(line) or (headed and short) or line in seen:
            found.append(match.span())
        headed = bool(_HEADED.match(line))
        seen.add(line)
    return tuple(found)
