// The twin of skill-provenance.rq.
MATCH (:Resource {iri: $occupation})-[r:REQUIRES]->(skill:Resource {iri: $skill})
OPTIONAL MATCH (of:Resource {iri: 'https://w3id.org/occupath/id/source/' + r.source})
RETURN skill.name AS name, r.importance AS importance,
       r.importanceStandardError AS importance_standard_error,
       r.importanceSampleSize AS importance_answers, r.level AS level,
       r.levelStandardError AS level_standard_error, r.levelSampleSize AS level_answers,
       r.recommendSuppress AS suppress, substring(toString(r.date), 0, 7) AS date,
       r.domainSource AS domain_source, r.release AS release,
       'https://w3id.org/occupath/id/source/' + r.source AS source, of.publisher AS publisher,
       of.licence AS licence, of.citation AS citation
ORDER BY source, name
