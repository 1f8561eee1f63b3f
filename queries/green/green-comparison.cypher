// The twin of green-comparison.rq.
CALL {
  MATCH (o:Occupation) WHERE 'GreenOccupationOnet2010' IN coalesce(o.classes, [])
  RETURN o.code AS code, o.name AS title, 1 AS onet, 0 AS listed, 0 AS esco
  UNION ALL
  MATCH (o:Occupation) WHERE 'GreenOccupationList2019' IN coalesce(o.classes, [])
  RETURN o.code AS code, o.name AS title, 0 AS onet, 1 AS listed, 0 AS esco
  UNION ALL
  MATCH (e:EscoOccupation)-[:CORRESPONDS_TO]->(at)
  WHERE 'GreenSkilledEscoOccupation' IN coalesce(e.classes, []) AND at.code IS NOT NULL
  RETURN at.code AS code, at.name AS title, 0 AS onet, 0 AS listed, 1 AS esco
}
WITH code, title, sum(onet) AS onet, sum(listed) AS listed, sum(esco) AS esco
RETURN code, title, onet > 0 AS onet2010, listed > 0 AS list2019, esco AS esco_occupations
ORDER BY code, title
