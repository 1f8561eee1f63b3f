// The twin of moves-into.rq.
MATCH (:Resource {iri: $occupation})<-[m:CAN_MOVE_TO]-(one)
RETURN one.code AS code, one.name AS title, m.closeness AS closeness, m.shortfall AS shortfall,
       m.jobZoneStep AS job_zone_step, m.wageChange AS wage_change_usd
ORDER BY closeness DESC, code
