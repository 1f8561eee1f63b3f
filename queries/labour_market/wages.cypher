// The twin of wages.rq.
// The employment of a wage has the same iri but for one word.
MATCH (:Resource {iri: $occupation})-[:REPORTED_UNDER]->(of)
MATCH (of)-[w:WAGE]->(place:Resource {iri: $area})
WHERE w.period IS NOT NULL
OPTIONAL MATCH (of)-[jobs:EMPLOYMENT]->(place)
WHERE jobs.iri = replace(w.iri, '/wage/', '/employment/')
WITH of, w, place, jobs,
     CASE WHEN size(coalesce(w.topCoded, [])) = 0 THEN [null] ELSE w.topCoded END AS marks
UNWIND marks AS top_coded
RETURN of.code AS oews_code, of.name AS oews_title, place.name AS area_title,
       substring(toString(w.period), 0, 7) AS period, w.hourlyMedian AS hourly_median_usd,
       w.hourlyMean AS hourly_mean_usd, w.annualMean AS annual_mean_usd,
       w.annualP10 AS annual_p10_usd, w.annualP25 AS annual_p25_usd,
       w.annualMedian AS annual_median_usd, w.annualP75 AS annual_p75_usd,
       w.annualP90 AS annual_p90_usd, top_coded, jobs.employment AS employment
ORDER BY period, oews_code, top_coded IS NOT NULL, top_coded, employment IS NOT NULL, employment
