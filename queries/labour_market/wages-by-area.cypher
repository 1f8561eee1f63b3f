// The twin of wages-by-area.rq.
MATCH (:Resource {iri: $occupation})-[:REPORTED_UNDER]->()-[w:WAGE]->(place)
WHERE place.areaKind = $kind AND w.annualMedian IS NOT NULL AND w.period IS NOT NULL
RETURN place.code AS area_code, place.name AS area, w.annualMedian AS annual_median_usd,
       substring(toString(w.period), 0, 7) AS period
ORDER BY annual_median_usd DESC, area_code, period
