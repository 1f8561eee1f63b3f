// The twin of posting-sources.rq.
MATCH (r:Release)
WHERE r.iri STARTS WITH 'https://w3id.org/occupath/id/source/postings/' AND r.sha256 IS NOT NULL
WITH r, split(r.iri, '/id/source/')[1] AS source
OPTIONAL MATCH (r)<-[:FROM_RELEASE]-(p:Posting)
WITH r, source, count(p) AS loaded
OPTIONAL MATCH (:Area)<-[cell:POSTED]-(code)
WHERE cell.source = source
WITH r, source, loaded, count(cell) AS cells, sum(cell.postings) AS coded,
     count(DISTINCT code) AS occupations,
     min(coalesce(substring(toString(cell.period), 0, 7), 'unknown')) AS first_month,
     coalesce(max(substring(toString(cell.period), 0, 7)), 'unknown') AS last_month
RETURN source, CASE WHEN cells > 0 THEN coded END AS coded,
       CASE WHEN cells > 0 THEN occupations END AS occupations,
       CASE WHEN cells > 0 THEN first_month END AS first_month,
       CASE WHEN cells > 0 THEN last_month END AS last_month,
       CASE WHEN loaded > 0 THEN loaded END AS nodes, r.sha256 AS sha256
ORDER BY source
