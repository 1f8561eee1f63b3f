// The twin of provider-outcomes.rq.
MATCH (:Resource {iri: $provider})-[r:OUTCOME]->(of)
WHERE r.quarters IS NOT NULL
RETURN of.code AS cip, of.name AS cip_title, r.quarters AS quarters, r.completers AS completers,
       r.percentEmployed AS percent_employed,
       r.averageQuarterlyWage AS average_quarterly_wage_usd,
       r.percentRetained AS percent_retained
ORDER BY cip, quarters
