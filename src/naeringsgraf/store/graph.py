"""The graph as people meet it: open or build a store, ask it, write it out.

The default graph of a query is the union of all named graphs, unless the query names its own with FROM.
"""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, parse

from naeringsgraf.errors import CallError, QueryError, StoreError
from naeringsgraf.mapping.iri import BASE, check_base, mint_iri
from naeringsgraf.model.names import ThingId
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.folder import Generation, StoreFolder
from naeringsgraf.store.locks import Lease
from naeringsgraf.store.named import bind_parameters, load_query, read_query
from naeringsgraf.store.prefixes import VOCABULARIES, make_prefixes
from naeringsgraf.store.querytext import QueryText, explain, look_at
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.terms import order_key, to_term
from naeringsgraf.store.triples import Triples, find_graph_format, serialize_sorted
from naeringsgraf.store.vocabulary import sort_lines

if TYPE_CHECKING:
    from rdflib import Dataset

Answer = Rows | Triples
PathName = str | PathLike[str]

_ATTEMPTS: Final = 10
