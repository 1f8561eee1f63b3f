// The twin of link-methods.rq.
CALL {
  MATCH (:Certification)-[link:SUGGESTED_FOR]->(:Occupation)
  RETURN 'certification-occupation' AS kind, link
  UNION ALL
  MATCH (:Licence)-[link:EXISTS_FOR]->(:Occupation)
  RETURN 'licence-occupation' AS kind, link
  UNION ALL
  MATCH (:IndustryCredential)-[link:LISTED_AS]->(:Certification)
  RETURN 'credential-certification' AS kind, link
  UNION ALL
  MATCH (:Program)-[link:SAME_LISTING_AS]->(:Program)
  RETURN 'same-listing' AS kind, link
}
RETURN kind, link.method AS method, count(link) AS links,
       avg(link.confidence) AS mean_confidence
ORDER BY kind, method
