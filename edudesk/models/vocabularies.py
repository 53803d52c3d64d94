"""The words a school chooses from, all vocabularies by their code.

Sources: ``standards.md`` section 8 (stages, subjects, titles, honours, kinds of activity).
"""

from edudesk.models.vocabulary import Choice, Vocabulary
from edudesk.models.words_papers import OF_PAPERS
from edudesk.models.words_people import OF_PEOPLE
from edudesk.models.words_work import OF_WORK

__all__ = ["VOCABULARIES", "Choice", "Vocabulary", "vocabulary_of_fact"]

VOCABULARIES = {vocabulary.code: vocabulary for vocabulary in (*OF_PEOPLE, *OF_WORK, *OF_PAPERS)}

_OTHERWISE_SAID = {"assessment": "grade"}


def vocabulary_of_fact(fact: str) -> str:
    """Return the code of the vocabulary in which a dated fact of a person is said, if there is such a one."""
    return _OTHERWISE_SAID.get(fact, fact)
