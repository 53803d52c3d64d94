"""Sentences about terms and days."""

SENTENCES = {
    "term.code": "“{text}” is not a term. Write the start year and the number, such as 2025-1.",
    "term.unreadable": "“{text}” cannot be read as a term. Write it such as 2025-2026学年第一学期 or 2025-1.",
    "term.ambiguous": (
        "“{text}” can mean either term of a year. Write it such as 2025年秋季学期 or 2025-2026学年第一学期."
    ),
    "term.day": "{day} lies outside all terms. Please check the year.",
    "term.backwards": "Term {term} ends before it starts. Please correct its dates.",
    "term.twice": "Term {term} is entered twice. Please keep one of them.",
    "term.overlap": "Term {after} starts before term {before} ends. Please correct their dates.",
}
