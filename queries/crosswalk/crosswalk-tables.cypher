// The twin of crosswalk-tables.rq.
MATCH (t:Correspondence)
RETURN t.name AS name, t.iri AS correspondence
ORDER BY name IS NOT NULL, name, correspondence
