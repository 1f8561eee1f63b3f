// The twin of program-quality.rq.
MATCH (p:Program)
OPTIONAL MATCH (p)-[:OFFERED_BY]->(by)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM]->(code)-[:IN_SCHEME]->(scheme)
OPTIONAL MATCH (p)-[:INSTRUCTIONAL_PROGRAM_2020]->(now)
OPTIONAL MATCH (p)-[:SAME_LISTING_AS]-(twin)
WITH p, count(by) > 0 AS offered, max(by.name) AS named, max(scheme.code) AS scheme,
     count(DISTINCT now) AS codes, count(twin) > 0 AS twice
WHERE p.listedIn2018 IS NULL OR offered
WITH collect({
  notes: [
    CASE WHEN p.totalCost IS NULL THEN 'no cost' END,
    CASE WHEN p.clockHours IS NULL THEN 'no hours' END,
    CASE WHEN p.totalCost > 100000 THEN 'unusual cost' END,
    CASE WHEN p.clockHours > 168 * p.weeksHigh THEN 'impossible hours' END,
    CASE WHEN named IS NULL AND p.listedProvider IS NULL THEN 'provider unknown' END,
    CASE WHEN scheme IS NULL THEN 'no CIP' END,
    CASE WHEN scheme = 'cip2010' AND codes = 0 THEN 'CIP deleted in 2020' END,
    CASE WHEN codes > 1 THEN 'CIP split in 2020' END,
    CASE WHEN twice THEN 'duplicate' END
  ]
}) AS programs
UNWIND programs AS program
UNWIND program.notes AS note
WITH note, size(programs) AS of
WHERE note IS NOT NULL
RETURN note AS note, count(note) AS programs, of AS of
ORDER BY note
