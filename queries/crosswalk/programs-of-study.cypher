// The twin of programs-of-study.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->()<-[:PREPARES_FOR]-(of)
  RETURN of, 'CIP to O*NET-SOC' AS table
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:DETAILED_OCCUPATION]->()<-[:PREPARES_FOR]-(of)
  RETURN of, 'CIP to SOC' AS table
}
RETURN of.code AS cip2020, of.name AS title, table
ORDER BY cip2020, table, title
