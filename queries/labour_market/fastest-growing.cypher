// The twin of fastest-growing.rq.
MATCH (of:Code)-[p:PROJECTION]->(:Area)
WHERE p.annualOpenings >= $openings AND p.typicalEducation IS NOT NULL
  AND p.changePercent IS NOT NULL AND p.projectionPeriod IS NOT NULL
RETURN of.code AS code, of.name AS title, p.changePercent AS change_percent,
       p.annualOpenings AS annual_openings, p.projectionPeriod AS period,
       p.typicalEducation AS typical_education
ORDER BY change_percent DESC, code, period
