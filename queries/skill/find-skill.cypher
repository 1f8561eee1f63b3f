// The twin of find-skill.rq.
MATCH (s:Competency)
WHERE split($kind, '#')[1] IN labels(s) AND toLower(s.name) CONTAINS toLower($text)
RETURN s.name AS name, s.iri AS skill
ORDER BY name, skill
