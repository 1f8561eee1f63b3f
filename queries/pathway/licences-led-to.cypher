// The twin of licences-led-to.rq.
MATCH (:LicenceRequirement)-[:OF_OCCUPATION]->(o)<-[:PREPARES_FOR_OCCUPATION]-(p)-[:LEADS_TO]->(l:Licence)
RETURN DISTINCT o.code AS code, l.name AS licence
ORDER BY code, licence
