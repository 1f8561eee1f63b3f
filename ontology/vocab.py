# ruff: noqa: N816 - names are those of the terms
"""Occupath's own terms, one line each; every one is defined in the Turtle modules beside it.

Terms of other vocabularies are written from their namespace: ``SKOS["prefLabel"]``.
"""

from __future__ import annotations

from occupath.ontology.prefixes import OC

# --- classification.ttl: schemes, codes, correspondences, collections --------------------------

Code = OC["Code"]  # a skos:Concept of a classification
ResidualCode = OC["ResidualCode"]  # defined: a code that is residual ("…, All Other")
ReportedCode = OC["ReportedCode"]  # defined: a detailed oews code with an observation

atLevel = OC["atLevel"]  # Code → xkos:ClassificationLevel
memberOf = OC["memberOf"]  # Code or skill → skos:Collection
correspondsTo = OC["correspondsTo"]  # Code → Code, in the direction of the crosswalk
preparesFor = OC["preparesFor"]  # CIP Code → SOC or O*NET-SOC Code
doesNotPrepareFor = OC["doesNotPrepareFor"]  # CIP Code → SOC or O*NET-SOC Code, by a review
CrosswalkReview = OC["CrosswalkReview"]
reviewedProgram = OC["reviewedProgram"]  # CrosswalkReview → CIP Code
reviewedCode = OC["reviewedCode"]  # CrosswalkReview → SOC or O*NET-SOC Code
reviewAction = OC["reviewAction"]  # CrosswalkReview → "add" or "remove"
reviewer = OC["reviewer"]  # CrosswalkReview → who decided
reviewDate = OC["reviewDate"]  # CrosswalkReview → YYYY-MM-DD
reviewReason = OC["reviewReason"]  # CrosswalkReview → why
reviewBasis = OC["reviewBasis"]  # CrosswalkReview → what it rests on
cardinality = OC["cardinality"]  # xkos:ConceptAssociation → "1:1" "1:m" "m:1" "m:m"
partial = OC["partial"]  # xkos:ConceptAssociation → true, the source's mark of a part match
action = OC["action"]  # xkos:ConceptAssociation → the source's note ("Moved to", …)
residual = OC["residual"]  # Code → true where its title has "All Other"
onetDetail = OC["onetDetail"]  # onetsoc2019 Code → true where the suffix is not .00

isCip2020Code = OC["isCip2020Code"]  # reasoning only: Code of cip2020 → itself
isReportedCode = OC["isReportedCode"]  # reasoning only: ReportedCode → itself
isSoc2018Code = OC["isSoc2018Code"]  # reasoning only: Code of soc2018 → itself

# --- occupation.ttl: occupations, tasks, job zones, moves --------------------------------------

Occupation = OC["Occupation"]  # an O*NET occupation profile
EscoOccupation = OC["EscoOccupation"]
JobZone = OC["JobZone"]
Task = OC["Task"]
EmergingTask = OC["EmergingTask"]
Relatedness = OC["Relatedness"]  # O*NET's statement that two occupations are related
Move = OC["Move"]  # a scored hop between two occupations

GreenOccupationOnet2010 = OC["GreenOccupationOnet2010"]  # defined: O*NET's 2010 categories
GreenOccupationList2019 = OC["GreenOccupationList2019"]  # defined: the 2019-code green list
GreenSkilledEscoOccupation = OC["GreenSkilledEscoOccupation"]  # defined: an essential green skill
BrownOccupationList2019 = OC["BrownOccupationList2019"]  # defined: the 2019-code brown list
BrightOutlookOccupation = OC["BrightOutlookOccupation"]  # defined: in a Bright Outlook list
StemOccupation = OC["StemOccupation"]  # defined: its SOC code is in the BLS STEM list
LicensedOccupation = OC["LicensedOccupation"]  # defined: an active licence exists for it
ResidualOccupation = OC["ResidualOccupation"]  # defined: its own code is residual
HiddenOccupation = OC["HiddenOccupation"]  # defined: O*NET detail inside a residual SOC code

classifiedBy = OC["classifiedBy"]  # Occupation → onetsoc2019 Code
detailedOccupation = OC["detailedOccupation"]  # Occupation → soc2018 Code (inferred)
reportedUnder = OC["reportedUnder"]  # Occupation → oews Code that has observations (inferred)
shortTitle = OC["shortTitle"]  # Occupation → short form of an alternate title
reportedTitle = OC["reportedTitle"]  # Occupation → title reported by job holders
titleKey = OC["titleKey"]  # Occupation → a title as titles are compared
jobZone = OC["jobZone"]  # Occupation → JobZone
zone = OC["zone"]  # JobZone → 1–5
experienceText = OC["experienceText"]  # JobZone → wording
educationText = OC["educationText"]  # JobZone → wording
trainingText = OC["trainingText"]  # JobZone → wording
svpRange = OC["svpRange"]  # JobZone → "(7.0 to < 8.0)"
hasTask = OC["hasTask"]  # Occupation → Task
taskOf = OC["taskOf"]  # Task or EmergingTask → Occupation
statement = OC["statement"]  # Task or EmergingTask → wording
taskType = OC["taskType"]  # Task → "Core" "Supplemental"
incumbentsResponding = OC["incumbentsResponding"]  # Task → number of answers
involves = OC["involves"]  # Task → DetailedWorkActivity
emergingCategory = OC["emergingCategory"]  # EmergingTask → "New" "Revision"
revises = OC["revises"]  # EmergingTask → Task
relatedOccupation = OC["relatedOccupation"]  # Relatedness → Occupation it points to
tier = OC["tier"]  # Relatedness → "Primary-Short" "Primary-Long" "Supplemental"
iscoGroup = OC["iscoGroup"]  # EscoOccupation → isco08 Code

canMoveTo = OC["canMoveTo"]  # Occupation → Occupation
from_ = OC["from"]  # Move → Occupation
to = OC["to"]  # Move → Occupation
closeness = OC["closeness"]  # Move → 0–1
knowledgeCloseness = OC["knowledgeCloseness"]  # Move → 0–1
taskCloseness = OC["taskCloseness"]  # Move → 0–1
activityCloseness = OC["activityCloseness"]  # Move → 0–1
technologyCloseness = OC["technologyCloseness"]  # Move → 0–1
toolCloseness = OC["toolCloseness"]  # Move → 0–1
titleCloseness = OC["titleCloseness"]  # Move → 0–1
shortfall = OC["shortfall"]  # Move → importance-weighted levels to gain, 0–7
jobZoneStep = OC["jobZoneStep"]  # Move → job zone of `to` less that of `from`
wageChange = OC["wageChange"]  # Move → US$ a year between medians
wageArea = OC["wageArea"]  # Move → Area
wagePeriod = OC["wagePeriod"]  # Move → month of the wages

# --- skill.ttl: competencies, requirements and ratings -----------------------------------------

Competency = OC["Competency"]  # whatever a person may know, can do or uses at work
ContentModelElement = OC["ContentModelElement"]
Skill = OC["Skill"]
Knowledge = OC["Knowledge"]
Ability = OC["Ability"]
WorkActivity = OC["WorkActivity"]
IntermediateWorkActivity = OC["IntermediateWorkActivity"]
DetailedWorkActivity = OC["DetailedWorkActivity"]
Interest = OC["Interest"]
WorkValue = OC["WorkValue"]
WorkStyle = OC["WorkStyle"]
Technology = OC["Technology"]
Tool = OC["Tool"]
Commodity = OC["Commodity"]  # an item of UNSPSC
EscoSkill = OC["EscoSkill"]
EscoSkillGroup = OC["EscoSkillGroup"]
SkillRequirement = OC["SkillRequirement"]  # an occupation's importance and level of an element
Rating = OC["Rating"]  # any other rated value
Scale = OC["Scale"]
ScaleCategory = OC["ScaleCategory"]

requires = OC["requires"]  # Occupation → SkillRequirement
usesTechnology = OC["usesTechnology"]  # Occupation → Technology
inDemandTechnology = OC["inDemandTechnology"]  # Occupation → Technology
usesTool = OC["usesTool"]  # Occupation → Tool
hotTechnology = OC["hotTechnology"]  # Technology → true
linkedActivity = OC["linkedActivity"]  # element → element, O*NET's own link
skillType = OC["skillType"]  # EscoSkill → "skill/competence" "knowledge"
reuseLevel = OC["reuseLevel"]  # EscoSkill → "transversal" "cross-sector" …
occupation = OC["occupation"]  # rated or stated node → Occupation
competency = OC["competency"]  # SkillRequirement → element
importance = OC["importance"]  # SkillRequirement → 1–5
level = OC["level"]  # SkillRequirement → 0–7
importanceStandardError = OC["importanceStandardError"]  # SkillRequirement → units of importance
levelStandardError = OC["levelStandardError"]  # SkillRequirement → units of level
importanceSampleSize = OC["importanceSampleSize"]  # SkillRequirement → number of answers
levelSampleSize = OC["levelSampleSize"]  # SkillRequirement → number of answers
notRelevant = OC["notRelevant"]  # SkillRequirement → true
recommendSuppress = OC["recommendSuppress"]  # SkillRequirement or Rating → true or false
domainSource = OC["domainSource"]  # rated or stated node → "Analyst", "Incumbent", …
element = OC["element"]  # Rating → element
scale = OC["scale"]  # Rating → Scale
category = OC["category"]  # Rating → ScaleCategory
value = OC["value"]  # Rating → number on the scale
sampleSize = OC["sampleSize"]  # Rating → number of answers
standardError = OC["standardError"]  # Rating → units of the scale
minimum = OC["minimum"]  # Scale → lowest value
maximum = OC["maximum"]  # Scale → highest value

# --- observation.ttl: areas, wages, employment, projections, outcomes --------------------------

Observation = OC["Observation"]
Area = OC["Area"]
WageObservation = OC["WageObservation"]
EmploymentObservation = OC["EmploymentObservation"]
ProjectionObservation = OC["ProjectionObservation"]
UncodedOutcome = OC["UncodedOutcome"]  # the CIP code that the source gives is in no vintage
OutcomeObservation = OC["OutcomeObservation"]

areaKind = OC["areaKind"]  # Area → "nation" "state" "metropolitan" "nonmetropolitan"
code = OC["code"]  # Observation → oews Code
area = OC["area"]  # Observation or LearningProgram → Area
period = OC["period"]  # Observation → month
hourlyMean = OC["hourlyMean"]  # WageObservation → US$ an hour
hourlyMedian = OC["hourlyMedian"]  # WageObservation → US$ an hour
annualMean = OC["annualMean"]  # WageObservation → US$ a year
annualMedian = OC["annualMedian"]  # WageObservation → US$ a year
annualP10 = OC["annualP10"]  # WageObservation → US$ a year
annualP25 = OC["annualP25"]  # WageObservation → US$ a year
annualP75 = OC["annualP75"]  # WageObservation → US$ a year
annualP90 = OC["annualP90"]  # WageObservation → US$ a year
topCoded = OC["topCoded"]  # WageObservation → field at or above the top code
employment = OC["employment"]  # EmploymentObservation → persons
employmentRelativeStandardError = OC["employmentRelativeStandardError"]  # → percent
projectionPeriod = OC["projectionPeriod"]  # ProjectionObservation → "2024-2034"
baseEmployment = OC["baseEmployment"]  # ProjectionObservation → persons
projectedEmployment = OC["projectedEmployment"]  # ProjectionObservation → persons
changePercent = OC["changePercent"]  # ProjectionObservation → percent
annualOpenings = OC["annualOpenings"]  # ProjectionObservation → persons a year
selfEmployedPercent = OC["selfEmployedPercent"]  # ProjectionObservation → percent
typicalEducation = OC["typicalEducation"]  # ProjectionObservation → wording
workExperience = OC["workExperience"]  # ProjectionObservation → wording
onTheJobTraining = OC["onTheJobTraining"]  # ProjectionObservation → wording
provider = OC["provider"]  # OutcomeObservation → Provider
quarters = OC["quarters"]  # OutcomeObservation → 2, 4 or 8
completers = OC["completers"]  # OutcomeObservation → persons
percentEmployed = OC["percentEmployed"]  # OutcomeObservation → 0–100
averageQuarterlyWage = OC["averageQuarterlyWage"]  # OutcomeObservation → US$ a quarter
wageSampleSize = OC["wageSampleSize"]  # OutcomeObservation → persons
percentRetained = OC["percentRetained"]  # OutcomeObservation → 0–100
retainedSampleSize = OC["retainedSampleSize"]  # OutcomeObservation → persons

# --- credential.ttl: certifications, licences, awards ------------------------------------------

Credential = OC["Credential"]
Certification = OC["Certification"]
Licence = OC["Licence"]
IndustryCredential = OC["IndustryCredential"]
EducationalAward = OC["EducationalAward"]
Degree = OC["Degree"]
Apprenticeship = OC["Apprenticeship"]  # no data yet
Organization = OC["Organization"]
EntryLevelCredential = OC["EntryLevelCredential"]  # defined: a certification of type "Core"
LicenceRequirement = OC["LicenceRequirement"]  # a reviewed statement; may bar a route

licenceName = OC["licenceName"]  # LicenceRequirement → the licence that is required
reviewed = OC["reviewed"]  # LicenceRequirement → true
acronym = OC["acronym"]  # Certification or Organization → acronym
keywords = OC["keywords"]  # Certification → words of the source
certificationType = OC["certificationType"]  # Certification → "Core" "Advanced" "Specialty" …
examRequired = OC["examRequired"]  # Certification → true or false
trainingRequired = OC["trainingRequired"]  # Certification → true or false
renewalYears = OC["renewalYears"]  # Certification → years
offeredBy = OC["offeredBy"]  # Credential or LearningProgram → Organization or Provider
jurisdiction = OC["jurisdiction"]  # Licence or IndustryCredential → Area
sourceCode = OC["sourceCode"]  # Licence → the state's own code
active = OC["active"]  # Licence or IndustryCredential → true or false
suggestedFor = OC["suggestedFor"]  # Certification → Occupation (our link)
existsFor = OC["existsFor"]  # Licence → Occupation (our link)
listedAs = OC["listedAs"]  # IndustryCredential → Certification (our link)

# --- program.ttl: learning programs and providers ----------------------------------------------

LearningProgram = OC["LearningProgram"]
Provider = OC["Provider"]

instructionalProgram = OC["instructionalProgram"]  # LearningProgram or outcome → CIP Code
instructionalProgram2020 = OC["instructionalProgram2020"]  # → cip2020 Code (inferred)
statedCode = OC["statedCode"]  # LearningProgram or UncodedOutcome → a code its vintage lacks
preparesForOccupation = OC["preparesForOccupation"]  # LearningProgram → Occupation (inferred)
teaches = OC["teaches"]  # LearningProgram → Competency (inferred from mentions)
leadsTo = OC["leadsTo"]  # LearningProgram → Credential
tuition = OC["tuition"]  # LearningProgram → US$
totalCost = OC["totalCost"]  # LearningProgram → US$
clockHours = OC["clockHours"]  # LearningProgram → hours
weeksLow = OC["weeksLow"]  # LearningProgram → weeks
weeksHigh = OC["weeksHigh"]  # LearningProgram → weeks
sameListingAs = OC["sameListingAs"]  # LearningProgram → LearningProgram, by our link
delivery = OC["delivery"]  # LearningProgram → in person, online or hybrid
durationCategory = OC["durationCategory"]  # LearningProgram → the state's category
prerequisites = OC["prerequisites"]  # LearningProgram → wording
locality = OC["locality"]  # LearningProgram → city
postalCode = OC["postalCode"]  # LearningProgram → postal code
county = OC["county"]  # LearningProgram → county
status = OC["status"]  # LearningProgram → the state's status
listedIn2018 = OC["listedIn2018"]  # LearningProgram → true
listedProvider = OC["listedProvider"]  # LearningProgram → provider's name in the 2018 list
listedCost = OC["listedCost"]  # LearningProgram → US$ in the 2018 list
listedHours = OC["listedHours"]  # LearningProgram → hours in the 2018 list
listedInDemand = OC["listedInDemand"]  # LearningProgram → true or false in the 2018 list

isLearningProgram = OC["isLearningProgram"]  # reasoning only: LearningProgram → itself
isCompetency = OC["isCompetency"]  # reasoning only: Competency → itself

# --- posting.ttl -------------------------------------------------------------------------------

Posting = OC["Posting"]
DemandObservation = OC["DemandObservation"]  # concept × occupation × area × month of a source
PostingCount = OC["PostingCount"]  # postings of an occupation × area × month of a source

demands = OC["demands"]  # Occupation → Competency or Credential (inferred)
demandedConcept = OC["demandedConcept"]  # DemandObservation → Competency or Credential
outOf = OC["outOf"]  # DemandObservation → PostingCount
postings = OC["postings"]  # DemandObservation or PostingCount → postings, the denominator
demandCount = OC["demandCount"]  # DemandObservation → postings that ask
share = OC["share"]  # DemandObservation → 0–1
requiredCount = OC["requiredCount"]  # DemandObservation → postings
preferredCount = OC["preferredCount"]  # DemandObservation → postings
taughtCount = OC["taughtCount"]  # DemandObservation → postings
mentionedCount = OC["mentionedCount"]  # DemandObservation → postings
unknownPeriod = OC["unknownPeriod"]  # DemandObservation, PostingCount or Posting → true
evidence = OC["evidence"]  # DemandObservation → Mention
pointer = OC["pointer"]  # DemandObservation → file and row of a mention
codedAs = OC["codedAs"]  # Posting, DemandObservation or PostingCount → soc2018 or onetsoc2019 Code
codeProbability = OC["codeProbability"]  # Posting → 0–1
employer = OC["employer"]  # Posting → name
postedIn = OC["postedIn"]  # Posting → month
textSha256 = OC["textSha256"]  # Posting → checksum of its text

# --- evidence.ttl: links of ours, mentions, releases -------------------------------------------

InferredLink = OC["InferredLink"]  # a link that no source states
Mention = OC["Mention"]  # a place in a text that names a concept

linkKind = OC["linkKind"]  # InferredLink → key of LINK_KINDS
subject = OC["subject"]  # InferredLink → node
object_ = OC["object"]  # InferredLink → node
method = OC["method"]  # InferredLink or Mention → how it was found
confidence = OC["confidence"]  # InferredLink or Mention → 0–1
evidenceText = OC["evidenceText"]  # InferredLink or LicenceRequirement → what it rests on
document = OC["document"]  # Mention → LearningProgram, Posting, Task, EmergingTask, Occupation
concept = OC["concept"]  # Mention → Competency or Credential
mentionKind = OC["mentionKind"]  # Mention → "skill" "knowledge" "technology" …
requirement = OC["requirement"]  # Mention → "required" "preferred" "taught" "mentioned" "negated"
section = OC["section"]  # Mention → "duties" "requirements" …
sentence = OC["sentence"]  # Mention → the sentence around it
start = OC["start"]  # Mention → first character, from 0
end = OC["end"]  # Mention → character after the last
exact = OC["exact"]  # Mention → the text of the span
rank = OC["rank"]  # Move, Relatedness or ScaleCategory → 1 is first
date = OC["date"]  # rated or stated node → month of the source's estimate
release = OC["release"]  # release, rated node → the source's release
derivedLicence = OC["derivedLicence"]  # release → licence of what is made of it
sha256 = OC["sha256"]  # release → checksum of the files read
rowsRead = OC["rowsRead"]  # release → rows
rowsKept = OC["rowsKept"]  # release → rows
rowsRejected = OC["rowsRejected"]  # release → rows
fix = OC["fix"]  # shape → how to mend what breaks it
suppliedBy = OC["suppliedBy"]  # shape → who supplies what is missing or mends what is wrong
