"""A state's industry credentials to CareerOneStop's certifications, by name.

New Jersey's list has names only, some led by the issuer's short name ("NABCEP PV Entry Level
Exam"). A link says that the two are probably the same credential.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from occupath.extract.linking.words import CERTIFICATE_WORDS, STOP, plain, stem, word_set, words
from occupath.ontology.ids import mint
from occupath.ontology.model import Certification, IndustryCredential, InferredLink

KEEP = 0.5
ALIKE = 0.75  # weighted share of words in common from which a name without issuer is linked
ALIKE_ISSUER = 0.5  # the same where the issuer is named too
TELLING = 6.0  # weight of words (idf) that tell two names apart from others; "Teacher" does not
MOST = 3

_SAME = {"ii": "2", "iii": "3", "iv": "4", "pv": "photovoltaic", "tech": "technician"}
_EMPTY = CERTIFICATE_WORDS - word_set(
    "i ii iii iv v vi 1 2 3 4 5 6 advanced basic fundamentals master senior junior lead expert "
    "intermediate introduction part class grade chief specialty clinical new entry core"
)


@dataclass(slots=True)
class CredentialReport:
    """How many active credentials were linked, by method, and how many were not."""

    active: int = 0
    linked: Counter[str] = field(default_factory=Counter)


class CredentialLinker:
    """Finds the certifications that a credential's name may stand for."""

    def __init__(self, certifications: Iterable[Certification]) -> None:
        self.report = CredentialReport()
        self._all = sorted(certifications)
        self._stems = [_stems(c.name) for c in self._all]
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._bag: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        self._acronym: defaultdict[str, list[int]] = defaultdict(list)
        self._issuer: defaultdict[str, set[int]] = defaultdict(set)
        leading = Counter(_first_word(o) for o in {c.organization for c in self._all})
        holders: Counter[str] = Counter()
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for i, c in enumerate(self._all):
            self._exact[" ".join(words(c.name))].append(i)
            self._bag[self._stems[i]].append(i)
            if c.acronym and len(c.acronym) > 2:
                self._acronym[c.acronym.upper()].append(i)
            for name in _issuer_names(c, leading):
                self._issuer[name].add(i)
            for s in self._stems[i]:
                holders[s] += 1
                self._holders[s].append(i)
        n = len(self._all)
        self._idf = {s: log(1 + n / k) for s, k in holders.items()}
        self._rare = log(1 + n)

    def link(self, credentials: Iterable[IndustryCredential]) -> Iterator[InferredLink]:
        """At most `MOST` links an active credential, the surest first."""
        for credential in credentials:
            if not credential.active:
                continue
            self.report.active += 1
            scored, method = self._match(credential.name)
            kept = [(c, i) for c, i in scored if c >= KEEP]
            if kept:
                self.report.linked[method] += 1
            for confidence, i in kept[:MOST]:
                certification = self._all[i]
                yield InferredLink(
                    "credential-certification",
                    mint("credential", credential.jurisdiction.lower(), credential.id),
                    mint("certification", certification.id),
                    method,
                    round(confidence, 2),
                    f"{certification.name!r} of {certification.organization}",
                )

    def _match(self, name: str) -> tuple[list[tuple[float, int]], str]:
        """Confidences with rows of certifications, best first, and the method."""
        named = self._issuers_in(name)
        same = self._exact.get(" ".join(words(name)), [])
        if same:
            return self._spread(0.95, same, named), "same name"
        stems = _stems(name)
        same = self._bag.get(stems, [])
        if same and self._weight(stems) >= TELLING:
            return self._spread(0.85, same, named), "same words"
        acronyms = re.findall(r"\(([A-Z][A-Z0-9+-]{2,})\)", name)
        rows = [
            i for a in acronyms for i in self._acronym.get(a, []) if self._alike(stems, i) > 0.6
        ]
        if rows:
            return self._spread(0.8, rows, named), "acronym and words"
        if named:
            issuer_words = {stem(w) for key in named for w in key.split()}
            rest = stems - issuer_words
            pairs = [
                (self._alike(rest, i, issuer_words), i)
                for i in sorted(set().union(*(self._issuer[k] for k in named)))
            ]
            found = [
                (0.45 + 0.4 * a, i)
                for a, i in pairs
                if a >= ALIKE_ISSUER and self._within(rest, i, issuer_words)
            ]
            if found:
                return _best(found), "issuer and words"
        pairs = [(self._alike(stems, i), i) for i in self._candidates(stems)]
        found = [(0.7 * a, i) for a, i in pairs if a >= ALIKE and self._within(stems, i)]
        return _best(found), "words"

    def _spread(
        self, confidence: float, rows: Sequence[int], named: set[str]
    ) -> list[tuple[float, int]]:
        """Several certifications of one name: an issuer named decides, else the doubt is shared."""
        own = [i for i in rows if any(i in self._issuer[k] for k in named)]
        chosen = own or list(rows)
        share = confidence if len(chosen) == 1 else max(confidence / len(chosen) ** 0.5, 0.0)
        return [(share, i) for i in chosen]

    def _issuers_in(self, name: str) -> set[str]:
        """Short or first names of issuers among the first words of `name` or in its brackets."""
        told = re.findall(r"[A-Za-z0-9+&]+", name)
        found = {w.lower() for w in told[:2] if w.lower() in self._issuer and w[:1].isupper()}
        return found | {w.lower() for w in re.findall(r"\(([A-Z]{3,})\)", name)} & set(self._issuer)

    def _candidates(self, stems: frozenset[str]) -> list[int]:
        telling = sorted(stems & self._idf.keys(), key=lambda s: (-self._idf[s], s))[:2]
        return sorted({i for s in telling for i in self._holders[s]})

    def _alike(self, stems: frozenset[str], row: int, ignore: Iterable[str] = ()) -> float:
        """Share of the weight of both names' words that they have in common."""
        other = self._stems[row] - frozenset(ignore)
        union = self._weight(stems | other)
        return self._weight(stems & other) / union if union else 0.0

    def _within(self, stems: frozenset[str], row: int, ignore: Iterable[str] = ()) -> bool:
        """Whether one name only says more than the other: "Plumbing" and "Electrical" differ."""
        other = self._stems[row] - frozenset(ignore)
        return stems <= other or other <= stems

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(self._idf.get(s, self._rare) for s in stems)


def _best(found: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """The best and those as good; a near miss beside a better one says nothing."""
    found = sorted(found, key=lambda pair: (-pair[0], pair[1]))
    return [pair for pair in found if pair[0] >= found[0][0] - 0.001]


def _first_word(organization: str) -> str:
    found = re.match(r"[A-Za-z0-9]+", organization)
    return found.group().lower() if found else ""


def _issuer_names(certification: Certification, leading: Counter[str]) -> set[str]:
    """The issuer's acronym, and the first word of a company's name if no other starts with it."""
    names = set()
    if certification.organization_acronym and len(certification.organization_acronym) > 2:
        names.add(certification.organization_acronym.lower())
    first = _first_word(certification.organization)
    company = re.search(r"Inc\b|Corporation|Systems|Company|LLC", certification.organization)
    if company and first and leading[first] == 1:
        names.add(first)
    return names


def _stems(name: str) -> frozenset[str]:
    name = re.sub(r"\([A-Z][A-Z0-9/+-]*\)", " ", name)  # an acronym says nothing new
    return frozenset(
        stem(_SAME.get(w, w)) for w in words(plain(name)) if w not in STOP and w not in _EMPTY
    )
