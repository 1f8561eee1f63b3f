// The twin of projections.rq.
MATCH (:Resource {iri: $occupation})-[:REPORTED_UNDER]->(of)-[p:PROJECTION]->()
WHERE p.projectionPeriod IS NOT NULL
RETURN of.code AS code, of.name AS title, p.projectionPeriod AS period,
       p.baseEmployment AS base_employment, p.projectedEmployment AS projected_employment,
       p.changePercent AS change_percent, p.annualOpenings AS annual_openings,
       p.selfEmployedPercent AS self_employed_percent, p.typicalEducation AS typical_education,
       p.workExperience AS work_experience, p.onTheJobTraining AS on_the_job_training
ORDER BY period, code
