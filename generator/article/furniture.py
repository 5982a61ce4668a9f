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
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: (?:gmt|bst|utc|cet|est|edt|et|pt))?",
    r"(?:(?:watch|listen) )?live(?: (?:now|updates?|blog|coverage|reporting|feed))?",
    *(r"breaking(?: news)?", r"(?:accept|reject|allow) (?:all|cookies)\b.*"),
    *(r"manage (?:cookies|consent|preferences|settings)\b.*", r"your (?:cookies|privacy)\b.*"),
    *(r"\w+(?: (?:/|>|\u203a|\u00bb|\|) \w+)+", r".{0,30}\b\d{2,3}(?:\.\d)? (?:fm|am)"),
    r"\([$\u20ac\u00a3\u00a5]? ?1 = [^)]*\)",
)
#: A row of buttons: where a page can be sent, and what else is done with it.
_BUTTON = (
    r"(?:facebook|twitter|x(?:\.com)?|whats ?app|linked ?in|telegram|reddit|pinterest|tumblr"
    r"|bluesky|mastodon|threads|messenger|instagram|you ?tube|tik ?tok|snapchat|flipboard|pocket"
    r"|line|viber|wechat|weibo|xing|vk|sms|e-?mail|copy(?: link| url)?|link|print|share|save"
    r"|bookmark|tweet|post|pin|send|gift|more|close)"
)
_BUTTONS = (
    rf"(?:(?:share|follow us)(?: (?:on|via|to))?:? )?{_BUTTON}(?:[\s,|/\u00b7\u2022]+{_BUTTON})*"
)
_FURNITURE = re.compile(rf"^\W*(?:{'|'.join((*_LINES, _BUTTONS))})\W*$", re.IGNORECASE)
#: Whole sentences of the page: on cookies, rights, newsletters, and what a browser cannot do.
_SENTENCES = re.compile(
    r"^\W*(?:we (?:and our .{0,30})?use cookies\b.*|(?:copyright\b|\u00a9) ?.*\d{4}.*"
    r"|.*\ball rights reserved"
    r"|.{3,150}\bcontributed (?:to this (?:report|story|article)|reporting)\b.*"
    r"|this (?:story|report|article|coverage) (?:was|is) (?:supported|produced|funded|edited"
    r"|translated|(?:first |originally )?published|part of)\b.*"
    r"|.*\bis not responsible for the content of (?:external|other)\b.*"
    r"|(?:sign up|subscribe|register|get)\b.*\b(?:newsletters?|inbox|alerts)\b.*"
    r"|by (?:continuing|clicking|signing up|subscribing)\b.*"
    r"\b(?:cookies|terms|privacy|e-?mails?)\b.*|you can (?:unsubscribe|opt out)\b.*"
    r"|(?:please )?(?:enable|turn on|disable) (?:javascript|your ad).*"
    r"|(?:this|your) (?:video|browser)\b.*\b(?:javascript|support|played?)\b.*)\W*$",
    re.IGNORECASE,
)
#: Headings of lists of links: what stands beneath them, line by line, leads elsewhere.
_LIST = re.compile(
    r"^\W*(?:more on this(?: story| topic)?|(?:related|recommended)(?: (?:topics|stories|articles"
    r"|content|links|reading))?|top stories|most (?:read|popular|viewed|watched)"
    r"|you (?:may|might) also like|read next|trending(?: now)?|latest (?:news|stories|headlines)"
    r"|more (?:stories|news|from .{1,40})|elsewhere on .{1,40}|editor['\u2019]s picks?"
    r"|around the web)\W*$",
    re.IGNORECASE,
)
#: The name of a paper or a broadcaster, as it stands above a page.
_MASTHEAD = re.compile(
    r"(?:[A-Z][\w'\u2019-]*|of|the|and|&)(?: (?:[A-Z][\w'\u2019-]*|of|the|and|&)){0,4}"
    r" (?:Times|Post|Herald|Guardian|Gazette|Courier|Tribune|Telegraph|Chronicle|News|Observer|Echo"
    r"|Argus|Newsroom|Journal|Mail|Press|Examiner|Mercury|Bulletin|Dispatch|Inquirer|Sentinel)"
)
#: How many words of a list stand above the article at most on a line: its headline has more.
_MENU = 3
#: Signs of a picture's credit, of a way to reach the desk, of an account.
_SIGNS = re.compile(
    r"(?:\b(?:Photo(?:graph)?s?|Pictures?|Images?)(?: by|(?: source| credit)?:) ?[A-Z]"
    r"|REUTERS/[A-Z]|AP Photo|AFP/|/File(?: Photo)?\b|File Photo|Getty Images|Shutterstock"
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

    A headline that stands twice is the page's the second time; so is the line beneath "Tags:", and
    each line beneath "Related stories" up to one that is a sentence.
    """
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    headed = listed = told = False
    own = False
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        stopped = line.endswith(_STOPS)
        sentence = stopped and line.count(" ") >= _SENTENCE - 1
        short = len(line) <= _SHORT and not stopped
        beneath = headed and short
        listed = listed and short and (told or line.count(" ") < _MENU)
        if (
            _by_itself(line, sentence=sentence)
            or beneath
            or listed
            or line in seen
            or (not told and _is_masthead(line, first=not own))
        ):
            found.append(match.span())
        else:
            own = True
        told = told or sentence
        headed = bool(_HEADED.match(line))
        listed = listed or bool(_LIST.match(line))
        seen.add(line)
    return tuple(found)


def _is_masthead(line: str, *, first: bool) -> bool:
    """Whether a line is the name of a paper or agency: the first one, or beneath it a short one."""
    return (first or line.count(" ") < _MENU) and bool(_MASTHEAD.fullmatch(line))


def _by_itself(line: str, *, sentence: bool) -> bool:
    """Whether a line is the page's by its own words; a `sentence` is so only seldom."""
    if len(line) > _LONGEST:
        return False
    if _SENTENCES.match(line):
        return True
    return not sentence and bool(_FURNITURE.match(line) or _SIGNS.search(line))
