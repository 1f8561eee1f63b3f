// The twin of occupation-titles.rq.
CALL {
  MATCH (o:Resource {iri: $occupation})
  RETURN o.name AS title, 'title' AS kind
  UNION ALL
  MATCH (o:Resource {iri: $occupation})
  UNWIND coalesce(o.altLabels, []) AS title
  RETURN title, 'alternate' AS kind
  UNION ALL
  MATCH (o:Resource {iri: $occupation})
  UNWIND coalesce(o.reportedTitles, []) AS title
  RETURN title, 'reported' AS kind
  UNION ALL
  MATCH (o:Resource {iri: $occupation})
  UNWIND coalesce(o.shortTitles, []) AS title
  RETURN title, 'short' AS kind
}
RETURN DISTINCT title, kind
ORDER BY title, kind
