// The twin of program.rq.
MATCH (p:Resource {iri: $program}) WHERE p:Program
OPTIONAL MATCH (p)-[:OFFERED_BY]->(by)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM]->(of)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM_2020]->(now)
OPTIONAL MATCH (p)-[:LEADS_TO]->(goal)
RETURN p.name AS name, coalesce(by.name, p.listedProvider) AS provider, p.locality AS city,
       p.county AS county, of.code AS cip, of.name AS cip_title, now.code AS cip2020,
       now.name AS cip2020_title, p.tuition AS tuition_usd, p.totalCost AS cost_usd,
       p.clockHours AS hours, p.durationCategory AS duration, p.weeksLow AS weeks_low,
       p.weeksHigh AS weeks_high, p.prerequisites AS prerequisites, goal.name AS leads_to,
       p.status AS status, p.url AS url, p.description AS description
ORDER BY name, cip2020 IS NOT NULL, cip2020, leads_to IS NOT NULL, leads_to,
         provider IS NOT NULL, provider
