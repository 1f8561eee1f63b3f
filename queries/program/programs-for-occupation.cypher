// The twin of programs-for-occupation.rq.
MATCH (:Resource {iri: $occupation})<-[:PREPARES_FOR_OCCUPATION]-(p:Program)
WHERE p.code IS NOT NULL
OPTIONAL MATCH (p)-[:OFFERED_BY]->(by)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM]->(of)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM_2020]->(now)
OPTIONAL MATCH (p)-[:LEADS_TO]->(l:Licence)
OPTIONAL MATCH (p)-[:LEADS_TO]->(c:IndustryCredential)
OPTIONAL MATCH (p)-[:LEADS_TO]->(a) WHERE a.iri CONTAINS '/id/award/'
RETURN p.code AS id, p.name AS name, coalesce(by.name, p.listedProvider) AS provider,
       of.code AS cip, now.code AS cip2020, p.totalCost AS cost_usd, p.clockHours AS hours,
       p.weeksLow AS weeks_low, p.weeksHigh AS weeks_high, l.name AS licence,
       c.name AS credential, a.name AS award, p.locality AS city
ORDER BY cost_usd IS NULL, cost_usd, name, id, cip2020 IS NOT NULL, cip2020,
         licence IS NOT NULL, licence, credential IS NOT NULL, credential,
         award IS NOT NULL, award, provider IS NOT NULL, provider
