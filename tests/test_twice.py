"""What makes a script keeps nothing of those made before."""

from .helpers import EVERY, make_script, script_of


def test_scripts_are_the_same_in_another_order() -> None:
    # what other tests leave out is measured here: every line that makes a script
    for case in reversed(EVERY.values()):
        assert make_script(case.spec) == script_of(case.id), case.id
