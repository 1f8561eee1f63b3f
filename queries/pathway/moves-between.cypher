// The twin of moves-between.rq.
CALL {
  MATCH (one:Resource {iri: $from})-[m:CAN_MOVE_TO]->(other:Resource {iri: $to})
  RETURN one, m, other
  UNION ALL
  MATCH (one:Resource {iri: $to})-[m:CAN_MOVE_TO]->(other:Resource {iri: $from})
  RETURN one, m, other
}
RETURN one.code AS from_code, other.code AS to_code, m.rank AS rank, m.closeness AS closeness,
       m.shortfall AS shortfall, m.jobZoneStep AS job_zone_step, m.wageChange AS wage_change_usd,
       m.knowledgeCloseness AS knowledge,
       m.taskCloseness AS tasks, m.activityCloseness AS activities,
       m.technologyCloseness AS technologies, m.toolCloseness AS tools, m.titleCloseness AS titles
ORDER BY from_code, to_code
