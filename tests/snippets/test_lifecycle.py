"""What chapter "A thread's life" claims of its programs."""

import pytest


def test_start_runs_the_target_in_its_own_thread(run):
    assert run("start_and_join").lines == ["hello from worker", "goodbye from MainThread"]


def test_only_start_makes_a_thread(run):
    assert run("who_runs_it").lines == [
        "start() ran in worker",
        "run() ran in MainThread",
        "target=report(...) ran in MainThread",
    ]


def test_run_leaves_the_thread_unstarted(probe):
    done = probe(
        "who_runs_it",
        "direct = Thread(target=report, args=('run()',))\n"
        "direct.run()\n"
        "print(direct.is_alive(), direct.ident)",
    )
    assert done.lines == ["run() ran in MainThread", "False None"]


def test_a_thread_without_target_does_nothing(probe):
    done = probe("who_runs_it", "t = Thread(target=None)\nt.start()\nt.join()\nprint(t.is_alive())")
    assert done.ok
    assert done.lines == ["False"]


def test_alive_between_start_and_end_and_startable_once(run):
    assert run("alive_or_not").lines == [
        "created: alive False, has ident False",
        "started: alive True, has ident True",
        "joined: alive False, has ident True",
        "second start: RuntimeError: threads can only be started once",
    ]


def test_a_running_thread_cannot_be_started_again_either(probe):
    done = probe(
        "alive_or_not",
        "gate = Event()\n"
        "worker = Thread(target=gate.wait)\n"
        "worker.start()\n"
        "try:\n"
        "    worker.start()\n"
        "except RuntimeError as error:\n"
        "    print(error)\n"
        "gate.set()\n"
        "worker.join()",
    )
    assert done.lines == ["threads can only be started once"]


def test_args_without_comma_are_taken_letter_by_letter(run):
    assert run("args_without_comma").lines == [
        "no comma: TypeError: shout() takes 1 positional argument but 4 were given",
        "shout('text') ran",
        "shout('text') ran",
        "shout('text') ran",
    ]


def test_one_letter_without_comma_happens_to_work(probe):
    done = probe("args_without_comma", "t = Thread(target=shout, args=('x'))\nt.start()\nt.join()")
    assert done.ok
    assert done.lines == ["shout('x') ran"]


@pytest.mark.parametrize("written", ["Thread(target=, args=())", "Thread(args=(,))"])
def test_the_placeholder_form_of_the_call_is_no_python(probe, written):
    done = probe(
        "args_without_comma",
        f"try:\n    compile({written!r}, 'x', 'eval')\n"
        "except SyntaxError:\n    print('SyntaxError')",
    )
    assert done.lines == ["SyntaxError"]


def test_names_are_labels_and_need_not_be_unique(run):
    assert run("names_are_labels").lines == [
        "default name: Thread-N (wait_for)",
        "alive: ['MainThread', 'twin', 'twin']",
        "renamed: ['MainThread', 'elder', 'twin']",
        "alive: ['MainThread']",
    ]


def test_join_inside_the_loop_leaves_nothing_side_by_side(run):
    assert run("join_inside_the_loop").lines == [
        "join inside the loop, met: [False, True]",
        "join after the loop, met: [True, True]",
    ]


def test_join_returns_none_whether_or_not_it_timed_out(run):
    assert run("join_with_timeout").lines == [
        "join(timeout=0.05) returned None",
        "worker alive: True",
        "join(timeout=10) returned None",
        "worker alive: False",
    ]


def test_return_value_and_error_do_not_reach_join(run):
    assert run("lost_result_and_error").lines == [
        "join() for '42' returned None",
        "parser died: ValueError: invalid literal for int() with base 10: 'many'",
        "join() for 'many' returned None",
    ]


def test_without_a_hook_the_traceback_goes_to_stderr_and_the_program_succeeds(probe):
    done = probe(
        "lost_result_and_error",
        "t = Thread(target=parse, args=('many',), name='parser')\n"
        "t.start()\nt.join()\nprint('main')",
    )
    assert done.code == 0
    assert done.lines == ["main"]
    assert done.stderr.startswith("Exception in thread parser:\nTraceback (most recent call last):")


def test_an_outcome_box_keeps_both(run):
    assert run("keep_result_and_error").lines == [
        "'42' gave 42",
        "'many' failed: invalid literal for int() with base 10: 'many'",
    ]


def test_subclass_keeps_its_result_on_itself(run):
    assert run("sum_in_subclass").lines == ["low half 1275", "high half 3775"]


def test_thread_init_comes_first(run):
    assert run("subclass_init_order").lines == [
        "NameFirst: AssertionError: Thread.__init__() not called",
        "NoInit: RuntimeError: thread.__init__() not called",
        "InitFirst: started as worker",
    ]


def test_any_attribute_but_the_threads_own_may_be_set_before_init(probe):
    done = probe(
        "subclass_init_order",
        "class Early(Thread):\n"
        "    def __init__(self):\n"
        "        self.greeting = 'hello'\n"
        "        super().__init__(name='early')\n"
        "worker = Early()\n"
        "worker.start()\n"
        "worker.join()\n"
        "print(worker.greeting, worker.name)",
    )
    assert done.lines == ["hello early"]


def test_each_worker_writes_its_own_slot(run):
    assert run("sum_in_slices").lines == [
        "totals: [124750, 125000, 125250, 125500]",
        "sum: 500500 expected: 500500",
    ]


def test_join_refuses_the_unstarted_and_oneself_and_may_be_repeated(run):
    assert run("join_yourself").lines == [
        "RuntimeError: cannot join thread before it is started",
        "RuntimeError: cannot join current thread",
        "joined",
        "joined",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "start_and_join",
        "who_runs_it",
        "args_without_comma",
        "lost_result_and_error",
        "join_yourself",
    ],
)
def test_no_program_dies_on_stderr(run, name):
    assert run(name).ok


def test_a_lambda_looks_at_the_loop_variable_when_it_runs(run):
    assert run("late_binding").lines == [
        "lambda: ['Cy', 'Cy', 'Cy']",
        "args: ['Ann', 'Bo', 'Cy']",
    ]


def test_started_inside_the_loop_a_lambda_sees_what_the_loop_has_reached(probe):
    done = probe(
        "late_binding",
        "from threading import Event\n"
        "go, seen, threads = Event(), [], []\n"
        "for n in ('Ann', 'Bo'):\n"
        "    threads.append(Thread(target=lambda: (go.wait(), seen.append(n))))\n"
        "    threads[-1].start()\n"
        "go.set()\n"
        "for thread in threads:\n"
        "    thread.join()\n"
        "print(seen)",
    )
    assert done.lines == ["['Bo', 'Bo']"]


def test_only_threads_that_are_alive_are_listed(run):
    assert run("who_is_there").lines == [
        "MainThread: is the main thread: True",
        "over: is the main thread: False",
        "threads made: ['over', 'waiting', 'not started']",
        "threads alive: ['MainThread', 'waiting']",
        "how many: 2",
    ]


def test_daemon_threads_are_listed_too(probe):
    done = probe(
        "who_is_there",
        "Thread(target=Event().wait, name='daemon', daemon=True).start()\n"
        "print([t.name for t in threading.enumerate()], threading.active_count())",
    )
    assert done.lines == ["['MainThread', 'daemon'] 2"]


def test_a_log_line_carries_the_name_of_its_thread(run):
    assert run("names_in_a_log").lines == [
        "fetch-home: fetched home",
        "fetch-help: fetched help",
        "MainThread: done",
    ]


def test_no_room_for_a_thread_is_an_error_of_start(probe):
    done = probe(
        "start_and_join",
        "from threading import stack_size\n"
        "stack_size(1 << 46)\n"
        "try:\n"
        "    for thread in [Thread(target=greet) for _ in range(3)]:\n"
        "        thread.start()\n"
        "except RuntimeError as error:\n"
        "    print(error)",
    )
    assert done.lines[-1] == "can't start new thread"


def test_print_writes_its_text_and_its_line_end_apart(run):
    done = run("print_race")
    assert done.ok
    assert done.lines == [
        "text, then line end: 'ticktick\\n\\n'",
        "in one piece: 'tick\\ntick\\n'",
    ]


def test_a_started_thread_and_the_one_that_started_it_go_on_side_by_side(run):
    first, second, last = run("goes_on_meanwhile").lines
    assert {first, second} == {"main: goes on", "worker: works"}
    assert last == "main: has joined"
