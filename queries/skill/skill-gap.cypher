// The twin of skill-gap.rq.
// Both numbers have few decimals: rounding to 8 takes away what binary fractions add, so that
// equal gaps are ties.
CALL {
  MATCH (:Resource {iri: $to})-[r:REQUIRES]->(e)
  WHERE r.importance IS NOT NULL AND r.level IS NOT NULL
  RETURN e, r.importance AS importance, null AS have, r.level AS need
  UNION ALL
  MATCH (:Resource {iri: $from})-[r:REQUIRES]->(e)
  WHERE r.level IS NOT NULL
  RETURN e, null AS importance, r.level AS have, null AS need
}
WITH e, max(importance) AS importance, max(have) AS level_have, max(need) AS level_need
WHERE level_have >= 0 AND level_need > level_have AND importance > 0
RETURN e.code AS id, e.name AS name, importance, level_have, level_need,
       round(importance * (level_need - level_have) * 100000000) / 100000000 AS gap
ORDER BY gap DESC, id
