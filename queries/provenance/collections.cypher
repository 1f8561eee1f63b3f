// The twin of collections.rq.
MATCH (node:Collection)<-[:MEMBER_OF]-(member)
RETURN split(node.iri, '/id/collection/')[1] AS collection, node.name AS title,
       count(DISTINCT member) AS members
ORDER BY collection, title
