// The twin of occupation-needs.rq.
MATCH (:Resource {iri: $occupation})-[r:REQUIRES]->(element)
WHERE r.importance >= $minimum
RETURN element.code AS id, element.name AS name,
       CASE WHEN element.code STARTS WITH '2.C' THEN 'knowledge'
            WHEN element.code STARTS WITH '2.' THEN 'skill'
            WHEN element.code STARTS WITH '1.A' THEN 'ability'
            ELSE 'work activity' END AS kind,
       r.importance AS importance, r.level AS level, r.recommendSuppress AS suppress,
       substring(toString(r.date), 0, 7) AS date, r.release AS release
ORDER BY importance DESC, level IS NULL, level DESC, id
