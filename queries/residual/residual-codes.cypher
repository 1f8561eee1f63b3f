// The twin of residual-codes.rq.
MATCH (:Resource {iri: 'https://w3id.org/occupath/id/soc2018'})<-[:IN_SCHEME]-(c)
WHERE 'ResidualCode' IN coalesce(c.classes, []) AND c.code IS NOT NULL
OPTIONAL MATCH (c)<-[:DETAILED_OCCUPATION]-(o)
WHERE 'HiddenOccupation' IN coalesce(o.classes, [])
RETURN c.code AS code, c.name AS title, count(o) AS hidden_occupations
ORDER BY hidden_occupations DESC, code, title
