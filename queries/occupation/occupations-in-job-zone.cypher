// The twin of occupations-in-job-zone.rq.
MATCH (zone:JobZone)<-[:IN_JOB_ZONE]-(o)
WHERE zone.zone <= $zone
MATCH (o)-[:REPORTED_UNDER]->(oews)
MATCH (oews)-[wage:WAGE]->(:Resource {iri: 'https://w3id.org/occupath/id/area/US'})
WHERE wage.annualMedian >= $minimum AND wage.period IS NOT NULL
RETURN o.code AS code, o.name AS title, zone.zone AS job_zone,
       wage.annualMedian AS annual_median_usd, substring(toString(wage.period), 0, 7) AS wage_period
ORDER BY annual_median_usd DESC, code, wage_period
