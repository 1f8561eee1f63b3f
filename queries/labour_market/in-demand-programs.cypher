// The twin of in-demand-programs.rq.
MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/nj-in-demand-programs'})
      <-[:MEMBER_OF]-(listed)
WHERE listed.code IS NOT NULL
OPTIONAL MATCH (listed)<-[:INSTRUCTIONAL_PROGRAM]-(program:Program)
RETURN listed.code AS code, listed.name AS title, count(program) AS programs
ORDER BY programs DESC, code, title
