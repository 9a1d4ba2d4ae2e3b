"""What page "State of the whole process" claims of its programs."""

import pytest

RESTORED_IN_THE_WRONG_ORDER = """
import sys
usual = sys.stdout
events = [(Event(), Event(), []) for _ in range(2)]
threads = [Thread(target=capture, args=three) for three in events]
for thread, (redirected, printed, caught) in zip(threads, events):
    thread.start()
    redirected.wait()
for thread, (redirected, printed, caught) in zip(threads, events):
    printed.set()
    thread.join()
print("lost")
usual.write(f"restored: {sys.stdout is usual}\\n")
sys.stdout = usual
"""

ONE_AFTER_THE_OTHER = """
before = list(warnings.filters)
for _ in range(2):
    entered, leave = Event(), Event()
    leave.set()
    thread = Thread(target=quiet, args=(entered, leave))
    thread.start()
    thread.join()
print(warnings.filters == before)
"""

WITHOUT_CHDIR = """
import os
before = os.getcwd()
main()
print(os.getcwd() == before)
"""

OUTPUT = {
    "redirect_catches_others_race": [
        "the reporter caught: ['main: payment failed', 'report: 3 rows']"
    ],
    "print_to_own_stream": ["main: payment failed", "the reporter wrote: ['report: 3 rows']"],
    "warnings_stay_off_race": ["filters as before: False"],
    "warnings_set_once": ["[1, 2, 3]", "filters as before: True"],
    "decimal_in_pool": ["main: 0.3333", "pool: 0.3333333333333333333333333333"],
    "decimal_in_function": ["main: 0.3333", "pool: 0.3333"],
    "chdir_moves_everyone_race": ["the report is: ['archive/report.txt']"],
    "path_in_folder": ["found: ['archive/readme.txt', 'report.txt']"],
}


@pytest.mark.parametrize("name", OUTPUT)
def test_it_shows_what_the_page_says(run, name):
    assert run(name).lines == OUTPUT[name]


def test_two_threads_may_restore_the_buffer_of_the_other(probe):
    result = probe("redirect_catches_others_race", RESTORED_IN_THE_WRONG_ORDER)
    assert result.lines == ["report: 3 rows", "restored: False"]


def test_filters_are_restored_where_the_two_do_not_overlap(probe):
    assert probe("warnings_stay_off_race", ONE_AFTER_THE_OTHER).lines == ["True"]


def test_the_folder_of_the_process_stays(probe):
    assert probe("path_in_folder", WITHOUT_CHDIR).lines[-1] == "True"
