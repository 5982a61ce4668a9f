"""What Material's templates write and HTML does not allow or need, put right as they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, Environment

#: By the names of templates: what they write, and what is to stand there. Where they come to write
#: something else, it stays; the checks of pages then say whether anything is still wrong.
MENDS: Mapping[str, Mapping[str, str]] = {
    # what nobody types is not completed; what the configuration says is text, whatever is in it
    "base.html": {
        'type="checkbox" id="__drawer" autocomplete="off"': 'type="checkbox" id="__drawer"',
        'type="checkbox" id="__search" autocomplete="off"': 'type="checkbox" id="__search"',
        'content="{{ config.site_description }}"': 'content="{{ config.site_description | e }}"',
        'content="{{ config.site_author }}"': 'content="{{ config.site_author | e }}"',
    },
    "partials/header.html": {"{{ config.site_name }}": "{{ config.site_name | e }}"},
    "partials/nav.html": {"{{ config.site_name }}": "{{ config.site_name | e }}"},
    # what cannot be opened and closed is no place for the keyboard, and an empty place is none
    "partials/nav-item.html": {
        ' tabindex="{{ tabindex }}"': '{% if not is_section %} tabindex="0"{% endif %}',
    },
    # the control that opens the table of contents stands in the navigation, beside a page's name
    "partials/toc.html": {
        '<label class="md-nav__title" for="__toc">': (
            '<label class="md-nav__title"{% if nav and page in nav.pages %} for="__toc"{% endif %}>'
        ),
    },
}


#: It says nothing to a browser, and every page of a site would carry it.
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class MendedTemplates(BaseLoader):
    """The templates of another loader, those of Material mended, and none indented."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, path, is_current = self._loader.get_source(environment, template)
        for wrong, right in MENDS.get(template, {}).items():
            source = source.replace(wrong, right)
        return _INDENTATION.sub("", source), path, is_current

    def list_templates(self) -> list[str]:
        return self._loader.list_templates()
