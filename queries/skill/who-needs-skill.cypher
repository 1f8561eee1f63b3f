// The twin of who-needs-skill.rq.
MATCH (:Resource {iri: $skill})<-[r:REQUIRES]-(o)
WHERE r.importance >= $minimum
RETURN o.code AS code, o.name AS title, r.importance AS importance, r.level AS level
ORDER BY importance DESC, level IS NULL, level DESC, code
