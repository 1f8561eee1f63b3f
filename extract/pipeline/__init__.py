"""The spaCy pipeline that finds what a text asks for or teaches."""
