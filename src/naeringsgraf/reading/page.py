"""What of a web page is its content: menus, cookie notices, scripts and hidden parts are not.

`main` or one large `article` is the content where the page has it. Else what stands beside the text is left out where
it is mostly links, going inwards from the whole page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

from naeringsgraf.reading.walking import Opened, walk

_NEVER = frozenset((
    "-comment", "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input", "link", "map",
    "meta", "meter", "noframes", "noscript", "object", "optgroup", "option", "picture", "progress", "rp", "rt",
    "script", "select", "source", "style", "svg", "template", "textarea", "title", "track", "video", "xml",
))  # fmt: skip
_BESIDE = frozenset(("aside", "footer", "menu", "nav", "search"))
_BESIDE_ROLES = frozenset((
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
    "search", "tablist", "toolbar",
))  # fmt: skip
_HOLDERS = frozenset(("article", "center", "div", "form", "section", "table", "tbody", "td", "tr"))
_LISTS = frozenset(("div", "ol", "ul"))
_HEADINGS = frozenset(("h1", "h2"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = frozenset(("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "skip-link", "skiplink"))
_WORD = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+")
_MENU_ENTRY = 25
"""Characters of the longest entry a menu has on average; lists of items and attachments have longer ones."""


@dataclass(slots=True)
class _Weight:
    """What a part of the page holds."""

    text: int = 0
    """Characters."""
    linked: int = 0
    """Those that are links."""
    links: int = 0
    headings: int = 0

    def add(self, other: "_Weight") -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.headings += other.headings

    def is_menu(self) -> bool:
        return self.links > 2 and self.linked * 5 >= self.text * 4 and self.linked <= self.links * _MENU_ENTRY


class Page:
    """Weighs the parts of a page, and tells which are content."""

    def __init__(self, body: LexborNode) -> None:
        self._body = body
        self._weights: dict[int, _Weight] = {}
        self._named: set[int] = set()
        """Parts that are no content by their class or id, and heads without a heading."""
        self._open = [_Weight()]
        self._articles: list[LexborNode] = []
        self._mains: list[LexborNode] = []
        self._linked = False
        walk(self._enter(body) or (iter(()), None), self._enter)
        self.root = self._choose_root()
        self._is_marked = self.root.tag in ("main", "article") or self.root.attributes.get("role") == "main"

    def is_left_out(self, node: LexborNode) -> bool:
        """Tell whether a part within the root is no content."""
        tag = node.tag
        if tag == "-text":
            return False
        if tag in _NEVER or _is_hidden(node):
            return True
        weight = self._weights.get(node.mem_id)
        if weight is None:
            return False
        whole = self._weights[self.root.mem_id].text
        if self._is_marked and tag in ("header", "footer"):
            return False
        if tag in _BESIDE or node.attributes.get("role") in _BESIDE_ROLES:
            return True
        named = node.mem_id in self._named or (not self._is_marked and tag in _LISTS and weight.is_menu())
        return named and weight.text * 2 < whole

    def _enter(self, node: LexborNode) -> Opened | None:
        tag = node.tag
        if tag == "-text":
            length = len((node.text_content or "").strip())
            self._open[-1].text += length
            self._open[-1].linked += length if self._linked else 0
            return None
        if tag in _NEVER or _is_hidden(node):
            return None
        if _is_named_so(node):
            self._named.add(node.mem_id)
        if tag == "article":
            self._articles.append(node)
        if tag == "main" or node.attributes.get("role") == "main":
            self._mains.append(node)
        is_link = tag == "a" and not self._linked
        self._linked = self._linked or is_link
        self._open.append(_Weight(links=int(is_link), headings=int(tag in _HEADINGS)))

        def leave() -> None:
            if is_link:
                self._linked = False
            weight = self._open.pop()
            self._open[-1].add(weight)
            if tag == "header" and not weight.headings:
                self._named.add(node.mem_id)
            self._weights[node.mem_id] = weight

        return node.iter(include_text=True), leave

    def _choose_root(self) -> LexborNode:
        whole = self._weights[self._body.mem_id].text if self._body.mem_id in self._weights else 0
        marked = max(self._mains, key=self._weigh, default=None)
        article = max(self._articles, key=self._weigh, default=None)
        if marked is not None and self._weigh(marked):
            return marked
        if article is not None and self._weigh(article) * 2 > whole:
            return article
        return self._go_inwards()

    def _weigh(self, node: LexborNode) -> int:
        return self._weights[node.mem_id].text

    def _go_inwards(self) -> LexborNode:
        """Go to the largest part as long as nothing is left behind but links, and no heading."""
        root = node = self._body
        while True:
            inner = max(self._list_parts(node), key=self._weigh, default=None)
            if inner is None or inner.tag not in _HOLDERS:
                return root
            whole, part = self._weights[node.mem_id], self._weights[inner.mem_id]
            left = whole.text - part.text
            if part.headings < whole.headings or left > 2 * (whole.linked - part.linked) or not part.text:
                return root
            node = inner
            root = root if node.tag in ("table", "tbody", "tr") else node

    def _list_parts(self, node: LexborNode) -> Iterator[LexborNode]:
        return (child for child in node.iter() if child.mem_id in self._weights)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes or node.tag in ("html", "body"):
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style") or ""))
        or not _UNSEEN.isdisjoint((attributes.get("class") or "").casefold().split())
    )


def _is_named_so(node: LexborNode) -> bool:
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return any(word.casefold() in _load_words() for word in _WORD.findall(named))


@cache
def _load_words() -> frozenset[str]:
    text = files(__package__).joinpath("page_parts.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
