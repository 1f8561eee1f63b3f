// The twin of chokepoint-skills.rq.
MATCH (:Resource {iri: $collection})<-[:MEMBER_OF]-(:Code)<-[:CLASSIFIED_BY]-(b:Occupation)
WITH collect(DISTINCT b) AS inside
UNWIND inside AS b
MATCH (b)<-[m:CAN_MOVE_TO]-(a:Occupation)
WHERE m.rank <= $closest AND NOT a IN inside
MATCH (b)-[r:REQUIRES]->(e)
WHERE r.importance >= $importance AND r.level IS NOT NULL
MATCH (a)-[q:REQUIRES]->(e)
WHERE r.level > q.level
WITH e, count(*) AS moves, sum(toInteger(round((r.level - q.level) * 100))) AS hundredths
RETURN e.code AS id, e.name AS name,
       CASE WHEN e:Knowledge THEN 'knowledge' WHEN e:Skill THEN 'skill'
            WHEN e:Ability THEN 'ability' ELSE 'work activity' END AS kind,
       moves, round(hundredths * 100.0 / moves) / 10000.0 AS mean_levels
ORDER BY moves DESC, id
