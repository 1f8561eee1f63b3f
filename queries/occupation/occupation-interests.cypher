// The twin of occupation-interests.rq.
MATCH (:Resource {iri: $occupation})-[r:RATED]->(element)
WHERE element.code STARTS WITH '1.' AND r.value IS NOT NULL
MATCH (of:Resource {iri: r.scale})
RETURN CASE WHEN element.code STARTS WITH '1.B.2' THEN 'work value'
            WHEN element.code STARTS WITH '1.B' THEN 'interest'
            ELSE 'work style' END AS kind,
       element.name AS name, r.value AS value, of.name AS scale, element.code AS id
ORDER BY kind, scale, value DESC, id
