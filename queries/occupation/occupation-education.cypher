// The twin of occupation-education.rq.
MATCH (:Resource {iri: $occupation})-[r:RATED]->(element)
WHERE r.category IS NOT NULL AND r.value > 0
MATCH (category:Resource {iri: r.category})
WHERE category.rank IS NOT NULL
RETURN element.name AS question, category.rank AS rank, category.name AS answer,
       r.value AS percent, r.sampleSize AS answers, r.release AS release
ORDER BY question, rank, answer
