// The twin of routes.rq. Efforts are rounded to 8 places, so that equal ones are ties.
// Four hops meet in the middle: from both ends the steps are few.
CALL {
  MATCH (a:Resource {iri: $from}), (b:Resource {iri: $to})
  WHERE $most >= 1
  WITH a, b LIMIT 1
  MATCH (a)-[r1:CAN_MOVE_TO]->(b)
  RETURN [a, b] AS stops, [r1] AS moves
  UNION ALL
  MATCH (a:Resource {iri: $from}), (b:Resource {iri: $to})
  WHERE $most >= 2
  WITH a, b LIMIT 1
  MATCH (a)-[r1:CAN_MOVE_TO]->(o1)-[r2:CAN_MOVE_TO]->(b)
  WHERE o1 <> a AND o1 <> b
  RETURN [a, o1, b] AS stops, [r1, r2] AS moves
  UNION ALL
  MATCH (a:Resource {iri: $from}), (b:Resource {iri: $to})
  WHERE $most >= 3
  WITH a, b LIMIT 1
  MATCH (a)-[r1:CAN_MOVE_TO]->(o1)-[r2:CAN_MOVE_TO]->(o2)-[r3:CAN_MOVE_TO]->(b)
  WHERE o1 <> a AND o1 <> b AND o2 <> a AND o2 <> o1 AND o2 <> b
  RETURN [a, o1, o2, b] AS stops, [r1, r2, r3] AS moves
  UNION ALL
  MATCH (a:Resource {iri: $from}), (b:Resource {iri: $to})
  WHERE $most >= 4
  WITH a, b LIMIT 1
  MATCH (a)-[r1:CAN_MOVE_TO]->(o1)-[r2:CAN_MOVE_TO]->(o2)-[r3:CAN_MOVE_TO]->(o3)-[r4:CAN_MOVE_TO]->(b)
  WHERE o1 <> a AND o1 <> b AND o2 <> a AND o2 <> o1 AND o2 <> b AND o3 <> a AND o3 <> o1 AND o3 <> o2 AND o3 <> b
  RETURN [a, o1, o2, o3, b] AS stops, [r1, r2, r3, r4] AS moves
}
WITH stops, moves WHERE none(s IN tail(stops) WHERE $avoid CONTAINS s.code)
WITH stops, reduce(sum = 0.0, r IN moves |
       sum + 1.5 - r.closeness + 0.5 * coalesce(r.shortfall, 0.56)
           + 0.25 * CASE WHEN r.jobZoneStep > 0 THEN r.jobZoneStep ELSE 0 END) AS effort
RETURN size(stops) - 1 AS hops,
       substring(reduce(t = '', s IN stops | t + ' > ' + s.code), 3) AS path,
       substring(reduce(t = '', s IN stops | t + ' > ' + s.name), 3) AS titles,
       round(effort * 100000000) / 100000000 AS effort
ORDER BY effort, path
