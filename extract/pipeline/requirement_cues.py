"""The words that say whether what stands beside them is required, preferred, taught or not needed.

`BEFORE` cues speak of what follows them, `AFTER` cues of what they follow; `EITHER` cues do the
first at the start of a sentence or before a colon, and the second elsewhere. A phrase is looked
for in lower case as whole words; the longest counts.
"""

from __future__ import annotations

NOTHING = "nothing"  # phrases that only look like cues
NO = "no"  # negates what stands between it and a word like "required"

BEFORE: dict[str, str] = {
    "required": (
        "must|must have|must be|shall have|need to|needs to|you need|you will need|you'll need|"
        "we need|required to|requires|require|requirements include|minimum of|at least|"
        "at a minimum|we expect|we require|we are looking for|looking for|you have|you bring|"
        "you possess|you are|candidates should|applicants should|should have|should possess|"
        "ability to|able to|proficient in|proficiency in|knowledge of|understanding of|"
        "experience in|experience with|experience of|familiarity with|familiar with|expertise in|"
        "skilled in|competence in|fluent in|fluency in|strong|excellent|solid|proven|demonstrated"
    ),
    "preferred": (
        "preferably|ideally|nice to have|nice-to-have|bonus points for|bonus points if|bonus if|"
        "bonus points|extra points for|it would be great if|it helps if|preference for|"
        "preference will be given to|preference is given to|preferred qualifications|"
        "desired qualifications|we would love|we'd love|would be an advantage if|"
        "it is a plus if|it's a plus if|it is an advantage if|optionally|would like to see|"
        "even better if|you may also have|not required but"
    ),
    "taught": (
        "you will learn|you'll learn|students will learn|students learn|students will be able to|"
        "students will|participants will learn|participants will|learners will|trainees will|"
        "will learn|learn how to|learn to|we will teach|we teach|teaches|we will train you|"
        "we'll train you|training in|trained in|we offer training in|this course covers|"
        "course covers|the course covers|this course introduces|introduces students to|"
        "introduction to|topics include|topics covered include|topics covered|"
        "upon completion|upon successful completion|by the end of|learning outcomes|"
        "you will gain|you'll gain|gain experience in|gain skills in|opportunity to learn|"
        "chance to learn|apprentices learn|instruction in|students are taught"
    ),
    "negated": (
        "no need for|no need to|no need of|need not|do not need|don't need|does not need|"
        "doesn't need|you do not need|do not require|does not require|doesn't require|"
        "don't require|not requiring|without the need for|without needing|no requirement for|"
        "no requirement to"
    ),
    NO: "no|no prior|no previous|no formal|no specific|neither",
}

AFTER: dict[str, str] = {
    "required": (
        "is a must|are a must|is necessary|are necessary|is essential|are essential|is mandatory|"
        "are mandatory|is needed|are needed|necessary|mandatory|needed|is a requirement|"
        "is key|is critical|are critical|is expected|are expected|is obligatory|"
        "is vital|is crucial"
    ),
    "preferred": (
        "a plus|a big plus|a bonus|an advantage|an asset|is desirable|are desirable|advantageous|"
        "is beneficial|are beneficial|beneficial|is welcome|are welcome|is appreciated|"
        "are appreciated|would be nice|would be great|would be ideal|would be useful|"
        "would be helpful|helpful|is helpful|is optional|are optional|optional|is useful|"
        "not essential|not a must|if possible|is favourable|is favorable|highly regarded"
    ),
    "taught": (
        "training provided|training is provided|training will be provided|will be taught|"
        "is taught|are taught|will be trained|on-the-job training|on the job training|"
        "will be covered|are covered|is covered|training available|we will train"
    ),
    "negated": (
        "not required|not necessary|not needed|not mandatory|unnecessary|not a requirement|"
        "not a prerequisite|isn't required|aren't required|isn't necessary|aren't necessary|"
        "isn't needed|not obligatory|not expected|not be required|not be necessary|"
        "not be needed|nor required|is waived"
    ),
}

EITHER: dict[str, str] = {
    "required": "required|essential|minimum requirements|requirements|prerequisites|prerequisite",
    "preferred": "preferred|desired|desirable|pluses|plus points|assets",
    NOTHING: "not only|no later than|no more than|no less than|no fewer than|preferred name",
}

# Words of a text that is a course's, not a job's.
SYLLABUS = (
    "syllabus|learning outcomes|learning objectives|course objectives|course description|"
    "credit hours|students will|student learning|this course|prerequisites:|office hours|"
    "grading|textbook|semester|weekly schedule|course schedule"
)
SYLLABUS_ENOUGH = 3  # different ones of these words in a text
