// The twin of programs-of-study.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(code)<-[:PREPARES_FOR]-(of)
  RETURN of, code, 'CIP to O*NET-SOC' AS published
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:DETAILED_OCCUPATION]->(code)<-[:PREPARES_FOR]-(of)
  RETURN of, code, 'CIP to SOC' AS published
}
WITH of, CASE WHEN EXISTS { MATCH (of)-[:CROSSWALK]->(code) } THEN published
              ELSE 'reviewed' END AS table
WHERE NOT EXISTS {
  MATCH (of)-[:DOES_NOT_PREPARE_FOR]->()<-[:CLASSIFIED_BY]-(:Resource {iri: $occupation})
} AND NOT EXISTS {
  MATCH (of)-[:DOES_NOT_PREPARE_FOR]->()<-[:DETAILED_OCCUPATION]-(:Resource {iri: $occupation})
}
RETURN of.code AS cip2020, of.name AS title, table
ORDER BY cip2020, table, title
