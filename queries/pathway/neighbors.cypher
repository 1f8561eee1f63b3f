// The twin of neighbors.rq.
MATCH (:Resource {iri: $occupation})-[m:CAN_MOVE_TO]->(to)
RETURN m.rank AS rank, to.code AS code, to.name AS title, m.closeness AS closeness,
       m.shortfall AS shortfall, m.jobZoneStep AS job_zone_step, m.wageChange AS wage_change_usd,
       split(m.wageArea, '/id/area/')[1] AS wage_area,
       substring(toString(m.wagePeriod), 0, 7) AS wage_period,
       m.knowledgeCloseness AS knowledge,
       m.taskCloseness AS tasks, m.activityCloseness AS activities,
       m.technologyCloseness AS technologies, m.toolCloseness AS tools, m.titleCloseness AS titles
ORDER BY rank, code
