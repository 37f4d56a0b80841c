"""Markdown as HTML: the descriptions of the OpenAPI document, which are CommonMark, and files of `docs/`."""

from django.utils.html import escape
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

# Markup in a text is shown, never taken for markup.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
# A wide table scrolls in a region of its own, which has its caption's name.
TABLE = (
    '<div class="table-scroll" role="region" aria-labelledby="{id}" tabindex="0">'
    '<table><caption id="{id}"><span>{caption}</span></caption>'
)


def sentence(text):
    """Return a description of a line or two, with its code and links."""
    return mark_safe(MARKDOWN.renderInline(text))


def page_of(text):
    """Return the title of a whole file, and the rest of it as HTML.

    A table's caption is the heading it stands under; names of files here are no links.
    """
    tokens = MARKDOWN.parse(text)
    title, _, body = tokens[1].content, tokens[:3], tokens[3:]
    heading, tables = title, 0
    for before, token in zip([None, *body], body, strict=False):
        if before is not None and before.type == "heading_open":
            heading = token.content
        elif token.type == "table_open":
            tables += 1
            caption = {"id": f"table-{tables}", "caption": escape(heading)}
            token.type, token.content = "html_block", TABLE.format(**caption)
        elif token.type == "table_close":
            token.type, token.content = "html_block", "</table></div>"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type in ("code_block", "fence"):
            # It scrolls where it is wide, and so must be reached by keyboard.
            token.attrSet("tabindex", "0")
    return title, mark_safe(MARKDOWN.renderer.render(body, MARKDOWN.options, {}))
