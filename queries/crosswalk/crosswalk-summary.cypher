// The twin of crosswalk-summary.rq.
// A row's iri begins with that of its table.
MATCH (:Resource {iri: $from})<-[:COMPARES]-(table:Correspondence)
MATCH (table)-[:COMPARES]->(:Resource {iri: $to})
MATCH (table)-[:COMPARES]->(scheme)
MATCH (scheme)<-[:IN_SCHEME]-(c)-[row:CROSSWALK]->()
WHERE row.iri STARTS WITH table.iri + '/' AND row.cardinality IS NOT NULL
RETURN row.cardinality AS cardinality, count(row) AS rows
ORDER BY cardinality
