// The twin of find-occupation.rq.
// The names that people use are kept at an occupation, not at its code.
CALL {
  MATCH (:Resource {iri: $scheme})<-[:IN_SCHEME]-(c)
  WHERE c.code IS NOT NULL
  UNWIND [c.name] + coalesce(c.altLabels, []) AS matched_title
  RETURN c.code AS code, c.name AS title, matched_title
  UNION ALL
  MATCH (:Resource {iri: $scheme})<-[:IN_SCHEME]-()<-[:CLASSIFIED_BY]-(o)
  UNWIND coalesce(o.altLabels, []) + coalesce(o.reportedTitles, []) AS matched_title
  RETURN o.code AS code, o.name AS title, matched_title
}
WITH code, title, matched_title
WHERE toLower(matched_title) CONTAINS toLower($text)
RETURN DISTINCT code, title, matched_title
ORDER BY code, matched_title, title
