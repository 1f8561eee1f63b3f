// The twin of stackable-credentials.rq.
MATCH (o:Resource {iri: $occupation})<-[:SUGGESTED_FOR]-(first:Certification)-[:OFFERED_BY]->(by)
WHERE 'EntryLevelCredential' IN coalesce(first.classes, [])
MATCH (by)<-[:OFFERED_BY]-(second:Certification)-[s:SUGGESTED_FOR]->(o)
WHERE second.certificationType <> 'Core'
RETURN by.name AS issuer, first.name AS entry, second.name AS next,
       second.certificationType AS next_type, s.confidence AS confidence,
       first.code AS entry_id, second.code AS next_id
ORDER BY issuer, entry, next, entry_id, next_id, next_type, confidence DESC
