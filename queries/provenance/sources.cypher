// The twin of sources.rq.
MATCH (r:Release)
RETURN coalesce(split(r.iri, '/id/source/')[1], '') AS source, r.title AS title,
       r.release AS release, r.publisher AS publisher, r.licence AS licence,
       r.rowsRead AS rows_read, r.rowsKept AS rows_kept, r.rowsRejected AS rows_rejected,
       r.sha256 AS sha256, r.citation AS citation
ORDER BY source, sha256 IS NOT NULL, sha256, licence IS NOT NULL, licence,
         publisher IS NOT NULL, publisher
