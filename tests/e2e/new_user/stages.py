"""The run in stages: each begins where the one before has ended, with the window opened anew."""

from collections.abc import Callable, Mapping

from tests.e2e.new_user import beginning, handing, looking, telling
from tests.e2e.new_user.desk import Sitting
from tests.e2e.new_user.story import ACTIVITIES, Told
from tests.e2e.new_user.term import TERM_STAGES


def _record(told: Told) -> Callable[[Sitting], object]:
    def deed(user: Sitting) -> None:
        telling.tell(user, told)
        telling.save(user)

    return deed


STAGES: Mapping[str, Callable[[Sitting], object]] = {
    "school": beginning.answer_school,
    "partners": beginning.answer_partners,
    "scheme": beginning.answer_scheme,
    "term": beginning.answer_term,
    "people": beginning.answer_people,
    **{told.topic: _record(told) for told in ACTIVITIES},
    "looking": lambda user: looking.delete_and_undo(user, ACTIVITIES[2].topic),
    **TERM_STAGES,
    "handing": handing.make_package,
}
