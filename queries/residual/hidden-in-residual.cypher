// The twin of hidden-in-residual.rq.
CALL {
  MATCH (:Resource {iri: $code})<-[:DETAILED_OCCUPATION]-(o)
  WHERE 'HiddenOccupation' IN coalesce(o.classes, [])
  RETURN 'O*NET occupation' AS kind, o.code AS occupation_code, o.name AS title
  UNION ALL
  MATCH (:Resource {iri: $code})<-[:DETAILED_OCCUPATION]-(o)
  UNWIND coalesce(o.altLabels, []) AS title
  RETURN 'alternate title' AS kind, o.code AS occupation_code, title
  UNION ALL
  MATCH (c:Resource {iri: $code})
  UNWIND coalesce(c.altLabels, []) AS title
  RETURN 'SOC direct match title' AS kind, null AS occupation_code, title
}
RETURN DISTINCT kind, occupation_code, title
ORDER BY kind, occupation_code IS NOT NULL, occupation_code, title
