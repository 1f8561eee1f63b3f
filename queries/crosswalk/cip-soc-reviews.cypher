// The twin of cip-soc-reviews.rq.
MATCH (cip)-[r:REVIEWED]->(of)
OPTIONAL MATCH (cip)-[row:CROSSWALK]->(of)
WITH cip, r, of, 'https://w3id.org/occupath/id/source/' + row.source AS asserted_by
RETURN cip.code AS cip2020, cip.name AS cip_title, of.code AS code, of.name AS title,
       r.reviewAction AS action, r.reviewer AS reviewer, r.reviewDate AS date,
       r.reviewReason AS reason, r.reviewBasis AS basis, asserted_by AS asserted_by,
       'https://w3id.org/occupath/id/source/' + r.source AS reviewed_in
ORDER BY cip2020, code, asserted_by IS NOT NULL, asserted_by
