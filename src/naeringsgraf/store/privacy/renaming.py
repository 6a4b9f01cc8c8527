"""IRIs without names: of persons, and of whatever else has one in its own, such as minutes whose file was named so."""

from collections.abc import Callable, Mapping, Set
from functools import cached_property

from naeringsgraf.mapping.iri import Iri
from naeringsgraf.model.names import make_slug
from naeringsgraf.store.privacy.editing import Edited, choose
from naeringsgraf.store.privacy.forms import Found
from naeringsgraf.store.privacy.sweeping import Names
from naeringsgraf.store.privacy.words import read_words

Code = Callable[[str, str], str]
"""Gives a code for a text, for a purpose."""


class Renaming:
    """Gives IRIs without names; the same one for the same IRI, whatever graph it stands in."""

    def __init__(self, base: str, names: Names, code: Code | None, kept: Set[str] = frozenset()) -> None:
        """Rename things below `base`.

        Args:
            base: what things are named under.
            names: what names are told by.
            code: what persons and judgements are named by; None where theirs stay.
            kept: IRIs that stay, since the registers name them.
        """
        self._base = base
        self._names = names
        self._code = code
        self._kept = kept
        self._known: dict[str, str] = {}
        self.slugs: dict[str, str] = {}
        """Slug of a document → another one, where more than the names in it change."""

    def rename(self, iri: str) -> Iri:
        """Give the IRI that stands for this one."""
        if not iri.startswith(self._base) or iri in self._kept:
            return Iri(iri)
        whole, mark, fragment = iri.partition("#")
        if whole not in self._known:
            self._known[whole] = self._base + self._rename_path(whole[len(self._base) :], whole)
        return Iri(self._known[whole] + mark + fragment)

    def rename_slug(self, slug: str) -> str:
        """Give the slug of a document without names."""
        return self.slugs.get(slug) or self._sweep(slug, with_surnames=True)

    def _rename_path(self, path: str, iri: str) -> str:
        kind, _, rest = path.partition("/")
        if self._code and kind == "person":
            return f"person/{self._code('person', iri).lower()}"
        if self._code and kind == "judgement":
            return f"judgement/{rest.partition('-')[0]}-{self._code('judgement', iri).lower()}"
        if kind == "minutes":
            return f"{kind}/{self.rename_slug(rest)}"
        return f"{kind}/{self._sweep(rest, with_surnames=kind == 'identification')}" if rest else path

    def _sweep(self, text: str, *, with_surnames: bool) -> str:
        words = read_words(text)
        found = choose(self._names.forms.find(text, words, self._names.vocabulary))
        if with_surnames:
            alone = (Found(w.begins, w.ends, self._surnames[w.key]) for w in words if w.key in self._surnames)
            found = choose(alone, found)
        if not found:
            return text
        return Edited(text, [Found(each.begins, each.ends, make_slug(each.instead)) for each in found]).text

    @cached_property
    def _surnames(self) -> Mapping[str, str]:
        return self._names.surnames
