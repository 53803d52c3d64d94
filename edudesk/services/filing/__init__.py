"""Filing: documents into volumes with archive numbers (after DA/T 22 and DA/T 13), their lists and papers.

A document is filed once it has an archive number. Its volume is named by year, class and retention; the
number follows a pattern that the school sets. Nothing is renumbered unless a person asks for it, and
nothing is ever done about a document whose retention has ended: it is only shown.
"""
