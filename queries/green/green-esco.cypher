// The twin of green-esco.rq.
// Skills are essential to skills as well; only occupations have a code.
MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/esco-green'})<-[:MEMBER_OF]-(skill)
MATCH (skill)<-[:ESSENTIAL_SKILL]-(o:EscoOccupation)
WHERE o.code IS NOT NULL
WITH o, count(skill) AS green_skills
WHERE green_skills >= $minimum
RETURN o.code AS code, o.name AS title, green_skills, o.iri AS occupation
ORDER BY green_skills DESC, code, occupation
