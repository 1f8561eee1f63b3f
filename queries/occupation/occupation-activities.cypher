// The twin of occupation-activities.rq.
MATCH (:Resource {iri: $occupation})-[:HAS_TASK]->(task)-[:INVOLVES]->(dwa)
RETURN dwa.code AS id, dwa.name AS activity, count(task) AS tasks
ORDER BY tasks DESC, id, activity
