"""Tells the furniture of a web page that was copied along from the text of an article."""

from __future__ import annotations

import re

#: Lines that belong to the page: what a reader is asked to do, players, tags, counters, rights.
_LINES = (
    *(r"\d+\s?% read", r"\d+\s?min(?:ute)?s?(?: read)?", r"\d+ (?:minute|hour|day|week)s? ago"),
    *(r"(?:[\d.,]+k? )?(?:comments?|shares?|likes?|views?)(?: \(\d+\))?", r"no comments\b.*"),
    *(
        r"(?:leave|add|post)(?: a)? (?:comment|reply)\b.*",
        r"join the (?:conversation|discussion).*",
    ),
    r"(?:latest|related|more|top|trending|popular|recommended|most (?:read|viewed|popular))"
    r"(?: (?:stories|articles|news|posts|now|on\b.*|from\b.*|in\b.*))?",
    r"(?:read|see|watch|listen)(?: (?:more|also|next|full|to this (?:article|story))\b.*|:.*)",
    *(r"(?:also read|you (?:may|might) also like)\b.*", r"(?:related|watch|video|live)\s*:.*"),
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|keywords?)\s*:?.{0,200}",
    r"(?:share|follow|like|tweet|pin|print|e?-?mail|save|bookmark|copy link)"
    r"(?: (?:this|on|us|via|article|story|with)\b.*)?",
    r"(?:subscribe|sign (?:up|in)|log ?in|register|download|install|click|tap|swipe|donate)\b.*",
    *(r"advert(?:isement|ising)?s?", r"sponsored(?: content)?", r"story continues below.*"),
    *(r"skip to\b.*", r"(?:audio|vocalize|loading|loader|player|play|pause|mute|unmute)\b.*"),
    r"(?:home|news|world|politics|opinion|sport|business|menu|search|back to top|next|previous)"
    r"(?: (?:article|story|page))?",
    "(?:copyright\\b|\u00a9|all rights reserved|terms (?:of|and)\\b|privacy policy|cookies?\\b).*",
    r"(?:published|updated|posted|last (?:updated|modified))(?: (?:on|at|by))?\s*:?\s.*\d.*",
    *(r"(?:want|got) .{0,30}(?:story|tip|news)\b.*\?.*", r"tel(?:ephone)?\.?:? .*\d{3}.*"),
    r"(?:image|photo|picture|caption|credit|source)s?(?: (?:source|caption|credit))?\s*[:,].*",
    *(r"(?:additional )?(?:reporting|editing|writing) by\b.*", r"\(?(?:our|my) standards\b.*"),
)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join(_LINES)})\W*$", re.IGNORECASE)
#: Signs of a picture's credit, of a way to reach the desk, of an account.
_SIGNS = re.compile(
    r"(?:\b(?:Photo(?:graph)?s?|Pictures?|Images?)(?: by|:) ?[A-Z]|REUTERS/[A-Z]|AP Photo|AFP/"
    r"|/File(?: Photo)?\b|File Photo|Getty Images|Shutterstock"
    r"|\[(?:photo|image|file)[^\]\n]{0,80}\]|\w@[\w-]{1,60}\.\w{2,}|\bSMS to\b"
    r"|\bWhatsApp\b.{0,40}\d{6})"
)
_HEADED = re.compile(r"^\W*(?:tags?|topics?|share|related|filed under)\W*$", re.IGNORECASE)
#: A line no longer than this, without a full stop, is no sentence.
_SHORT = 120
#: From so many words on a line with a full stop is a sentence, whatever it begins with.
_SENTENCE = 8
#: The longest line that is looked at; what is longer is text.
_LONGEST = 400
_STOPS = (".", "!", "?", "\u201d", '"')


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
        sentence = line.endswith(_STOPS) and line.count(" ") >= _SENTENCE - 1
        beneath = headed and len(line) <= _SHORT and not line.endswith(_STOPS)
        known = len(line) <= _LONGEST and (_FURNITURE.match(line) or _SIGNS.search(line))
        if (known and not sentence) or beneath or line in seen:
            found.append(match.span())
        headed = bool(_HEADED.match(line))
        seen.add(line)
    return tuple(found)
