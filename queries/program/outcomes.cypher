// The twin of outcomes.rq.
MATCH (:Resource {iri: $cip})<-[r:OUTCOME]-(by)
WHERE r.quarters IS NOT NULL
RETURN split(by.iri, '/id/provider/')[1] AS provider_id, by.name AS provider,
       r.quarters AS quarters, r.completers AS completers, r.percentEmployed AS percent_employed,
       r.averageQuarterlyWage AS average_quarterly_wage_usd, r.wageSampleSize AS wage_answers,
       r.percentRetained AS percent_retained
ORDER BY provider_id, quarters, provider IS NOT NULL, provider
