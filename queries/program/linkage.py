"""Which listings may be the same program: probabilistic record linkage with Splink.

Fellegi-Sunter with weights estimated from the lists themselves (u by random pairs, m by expectation
maximisation over pairs of one name; Linacre et al., "Splink", 2022). No label is used. Names that
differ by more than a letter are never linked: a provider's courses share place, cost, hours and
even description, so that without this rule the estimate finds families of courses. Ids are not
compared, because New Jersey gave some of them to another program later. One thread and a fixed
seed make equal lists give equal answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from occupath.ontology.errors import OccupathError
from occupath.queries.program.listings import Listing

_NEAR_NAME = "levenshtein(words_l, words_r) <= 1 AND length(words_l) >= 12 AND digits_l = digits_r"
_BLOCKED_NEAR = (
    "l.provider = r.provider AND levenshtein(l.words, r.words) <= 1 AND length(l.words) >= 12 "
    "AND l.digits = r.digits"
)
_BLOCKED_PROVIDER = "l.words = r.words AND jaro_winkler_similarity(l.provider, r.provider) >= 0.9"
FIELDS = ("name", "provider", "place", "cip", "cost", "hours", "text")
METHOD = "splink: name, provider, place, CIP, cost, hours, description"
_SEED = 20260601
_PAIRS = 2_000_000.0  # random pairs from which chance agreement is estimated
_TEXT = 300  # characters of a description that are compared
_LEAST = 0.5  # probability below which nothing is returned
_GENERIC = frozenset(
    ["a", "an", "and", "class", "classes", "course", "courses", "for", "in", "of", "program",
     "programs", "the", "to", "training", "with"]
)  # fmt: skip # words of a name that tell nothing apart
_NAME_M = (0.93, 0.06)  # how often duplicates have the same name, and one a letter apart
_PLACE_M = 0.97  # how often they have the same place: a course is listed once for each campus
_NUMERAL = re.compile(r"\d+|[ivx]+[a-e]?")
_SHORT = 4  # letters; words as short as that tell degrees and certificates apart (AA, CCNP)
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_SUFFIX = re.compile(
    r"\s*-\s*(?:PCS|PVS|WFNJ|DVRS|Customized Trainer|WI[O]?A\b.*|Title \w+|Credit Programs|"
    r"Academic Programs|Continuing Education.*|Adult Education Division|"
    r"Certificate Programs.*)\s*$",
    re.IGNORECASE,
)  # how New Jersey marks a kind of approval behind a provider's name
_WORD = re.compile(r"[a-z+#]+|\d+")


class Agreement(NamedTuple):
    """How one field of two listings compares: ``same``, ``near``, ``differs``, ``unknown``."""

    field: str
    level: str


DUPLICATE, ELSEWHERE = "duplicate", "another place"


class Twin(NamedTuple):
    """Two listings (``<state>/<number>``, in order) and how likely they are one program.

    `kind` is ``duplicate``, or ``another place`` where the places differ: the same program, listed
    once for each. `weight` is the match weight in bits, `probability` 0-1.
    """

    kind: str
    one: str
    other: str
    probability: float
    weight: float
    agreement: tuple[Agreement, ...]


def twins(programs: Iterable[Listing], threshold: float = 0.9) -> list[Twin]:
    """Pairs of listings with at least this probability of being one program, surest first.

    Raises `OccupathError` where ``occupath[lists]`` is not installed.
    """
    records = [_record(program) for program in sorted(programs, key=lambda p: p.iri)]
    if len(records) < 2:
        return []
    return _linked(records, max(threshold, _LEAST))


def _linked(records: Sequence[dict[str, object]], threshold: float) -> list[Twin]:
    try:
        import duckdb
        import splink.comparison_level_library as cll
        import splink.comparison_library as cl
        from splink import Linker, SettingsCreator, block_on
        from splink.backends.duckdb import DuckDBAPI
    except ImportError as missing:
        raise OccupathError(
            f"record linkage needs Splink ({missing}); install it with: pip install "
            "'occupath[lists]'"
        ) from missing
    import pyarrow as pa

    same_name = cll.ExactMatchLevel("words", term_frequency_adjustments=True).configure(
        m_probability=_NAME_M[0]
    )
    near_name = cll.CustomLevel(_NEAR_NAME).configure(m_probability=_NAME_M[1])
    other_name = cll.ElseLevel().configure(m_probability=1 - sum(_NAME_M))

    no_place = cll.NullLevel("place")
    same_place = cll.ExactMatchLevel("place").configure(m_probability=_PLACE_M)
    other_place = cll.ElseLevel().configure(m_probability=1 - _PLACE_M)

    def levels(field: str, same: str, *near: str) -> Any:
        made: list[Any] = [cll.CustomLevel(f"{field}_l IS NULL OR {field}_r IS NULL").configure(
            is_null_level=True
        )]  # fmt: skip
        made += [cll.CustomLevel(condition) for condition in (same, *near)]
        return cl.CustomComparison([*made, cll.ElseLevel()], output_column_name=field)

    def tenth(field: str) -> str:
        return f"abs({field}_l - {field}_r) <= 0.1 * greatest({field}_l, {field}_r)"

    comparisons = [
        cl.CustomComparison([same_name, near_name, other_name], output_column_name="name"),
        levels("provider", "provider_l = provider_r",
               "jaro_winkler_similarity(provider_l, provider_r) >= 0.9"),
        cl.CustomComparison([no_place, same_place, other_place], output_column_name="place"),
        levels("cip", "cip_l = cip_r", "substr(cip_l, 1, 5) = substr(cip_r, 1, 5)"),
        levels("cost", "cost_l = cost_r", tenth("cost")),
        levels("hours", "hours_l = hours_r", tenth("hours")),
        levels("text", "text_l = text_r", "jaro_winkler_similarity(text_l, text_r) >= 0.9"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[
            block_on("words", "place"),
            {"blocking_rule": _BLOCKED_PROVIDER},
            {"blocking_rule": _BLOCKED_NEAR},
        ],
    )  # fmt: skip
    schema = pa.schema(
        [("unique_id", pa.string())]
        + [(n, pa.string()) for n in ("words", "digits", "provider", "place", "cip", "text")]
        + [(n, pa.float64()) for n in ("cost", "hours")]
    )
    database = DuckDBAPI(duckdb.connect(config={"threads": 1}))
    table = database.register(pa.Table.from_pylist(list(records), schema=schema))
    linker = Linker(table, settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("words", "provider", "place", "hours")], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(_PAIRS, seed=_SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("words", "place"))
    found = linker.inference.predict(threshold_match_probability=threshold)
    return sorted(
        (_twin(row) for row in found.as_record_list()),
        key=lambda t: (-t.weight, t.one, t.other),
    )


def _twin(row: dict[str, Any]) -> Twin:
    one, other = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
    agreement = []
    for field in FIELDS:
        level = int(row[f"gamma_{field}"])
        most = 1 if field == "place" else 2
        name = {-1: "unknown", 0: "differs", most: "same"}.get(level, "near")
        agreement.append(Agreement(field, name))
    kind = ELSEWHERE if dict(agreement)["place"] == "differs" else DUPLICATE
    probability = round(float(row["match_probability"]), 4)
    weight = round(float(row["match_weight"]), 2)
    return Twin(kind, one, other, probability, weight, tuple(agreement))


def _record(program: Listing) -> dict[str, object]:
    found = _WORD.findall(_name(program.name))
    words = {w.removesuffix("s") if len(w) > _SHORT else w for w in found} - _GENERIC
    city, _, _ = (program.city or "").partition(",")
    provider, branch = _provider(program.provider or "")
    return {
        "unique_id": program.key,
        "words": " ".join(sorted(words)) or None,
        "digits": " ".join(sorted(w for w in words if len(w) <= _SHORT or _NUMERAL.fullmatch(w))),
        "provider": provider,
        "place": " ".join(_WORD.findall(_plain(city))) or branch,
        "cip": (program.cip2020 or (program.cip,))[0],
        "cost": program.cost,
        "hours": program.hours,
        "text": " ".join(_WORD.findall(_plain(program.text or "")))[:_TEXT] or None,
    }


def _name(name: str) -> str:
    return _DOTTED.sub(lambda degree: degree[0].replace(".", ""), _plain(name))


def _provider(name: str) -> tuple[str | None, str | None]:
    """The provider's name without its branch and kind of approval, and the branch."""
    before = None
    while before != name:
        before, name = name, _SUFFIX.sub("", name)
    name, _, branch = name.partition(" - ")
    words = [w for w in _WORD.findall(_plain(name)) if w not in ("inc", "llc", "the", "corp")]
    return " ".join(words) or None, " ".join(_WORD.findall(_plain(branch))) or None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("&", " and ")
