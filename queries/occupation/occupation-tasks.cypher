// The twin of occupation-tasks.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:HAS_TASK]->(t)
  RETURN t, toLower(coalesce(t.taskType, 'unrated')) AS kind, t.incumbentsResponding AS answers
  UNION ALL
  MATCH (:Resource {iri: $occupation})<-[:TASK_OF]-(t:EmergingTask)
  RETURN t, 'emerging' AS kind, null AS answers
}
WITH t, kind, answers
WHERE t.statement IS NOT NULL
RETURN kind, t.statement AS statement, answers, substring(toString(t.date), 0, 7) AS date,
       t.iri AS task
ORDER BY kind, answers IS NULL, answers DESC, statement, task
