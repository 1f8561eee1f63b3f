// The twin of licence-requirements.rq.
MATCH (r:LicenceRequirement)-[:OF_OCCUPATION]->(o)
RETURN o.code AS code, o.name AS title, r.licenceName AS licence, r.evidenceText AS evidence
ORDER BY code, licence, evidence IS NOT NULL, evidence
