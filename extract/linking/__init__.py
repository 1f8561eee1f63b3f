"""Links and mentions that no source states: pure functions over typed rows.

Every link carries its method and a confidence of 0–1, and is kept apart from what a source states.
"""

from __future__ import annotations

from occupath.extract.linking.certifications import CertificationLinker
from occupath.extract.linking.credentials import CredentialLinker, CredentialReport
from occupath.extract.linking.esco_crosswalk import CrosswalkReport, EscoCrosswalk
from occupath.extract.linking.licences import LicenceLinker, LicenceReport
from occupath.extract.linking.mentions import find_labels
from occupath.extract.linking.reviewed import licence_requirements

__all__ = [
    "CertificationLinker",
    "CredentialLinker",
    "CredentialReport",
    "CrosswalkReport",
    "EscoCrosswalk",
    "LicenceLinker",
    "LicenceReport",
    "find_labels",
    "licence_requirements",
]
