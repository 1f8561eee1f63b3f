"""What a syllabus teaches, held against what an occupation asks for."""
