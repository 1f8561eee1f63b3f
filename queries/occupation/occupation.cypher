// The twin of occupation.rq.
MATCH (o:Resource {iri: $occupation}) WHERE o:Occupation
OPTIONAL MATCH (o)-[:IN_JOB_ZONE]->(zone)
OPTIONAL MATCH (o)-[:DETAILED_OCCUPATION]->(soc)
OPTIONAL MATCH (o)-[:REPORTED_UNDER]->(oews)
OPTIONAL MATCH (oews)-[wage:WAGE]->(:Resource {iri: 'https://w3id.org/occupath/id/area/US'})
OPTIONAL MATCH (oews)-[jobs:EMPLOYMENT]->(:Resource {iri: 'https://w3id.org/occupath/id/area/US'})
OPTIONAL MATCH (oews)-[p:PROJECTION]->()
RETURN o.code AS code, o.name AS title, o.description AS description, zone.zone AS job_zone,
       zone.svpRange AS svp_range, soc.code AS soc_code, soc.name AS soc_title,
       oews.code AS reported_under, wage.annualMedian AS annual_median_usd,
       substring(toString(wage.period), 0, 7) AS wage_period, jobs.employment AS employment,
       p.changePercent AS change_percent, p.projectionPeriod AS projection_period,
       p.annualOpenings AS annual_openings, p.typicalEducation AS typical_education,
       'ResidualOccupation' IN coalesce(o.classes, []) AS residual,
       'HiddenOccupation' IN coalesce(o.classes, []) AS hidden,
       'LicensedOccupation' IN coalesce(o.classes, []) AS licensed,
       'BrightOutlookOccupation' IN coalesce(o.classes, []) AS bright_outlook,
       'StemOccupation' IN coalesce(o.classes, []) AS stem,
       'GreenOccupationOnet2010' IN coalesce(o.classes, []) AS green_onet2010,
       'GreenOccupationList2019' IN coalesce(o.classes, []) AS green_list2019
ORDER BY code, soc_code IS NOT NULL, soc_code, reported_under IS NOT NULL, reported_under,
         wage_period IS NOT NULL, wage_period, projection_period IS NOT NULL, projection_period
