"""The output under each program on the site is what the program prints."""

import pytest

from playground import catalogue


@pytest.mark.parametrize("program", catalogue.programs(), ids=lambda p: f"{p.slug}/{p.name}")
def test_recorded_output_is_what_the_program_prints(program, run_program):
    result = run_program(program)
    stored = program.recorded
    assert result.ok, f"exit code {result.code}\n{result.stdout}{result.stderr}"
    assert stored.is_file(), f"no {stored.relative_to(catalogue.ROOT)}: run `make record`"
    recorded = stored.read_text("utf8")
    assert catalogue.same_output(program, recorded, result.stdout), (
        f"{stored.relative_to(catalogue.ROOT)} is not what {program.name}.py prints: "
        "run `make record`\n"
        f"recorded:\n{recorded}\nprinted:\n{result.stdout}"
    )


def test_no_recorded_output_without_its_program():
    known = {program.recorded for program in catalogue.programs()}
    orphans = sorted(set(catalogue.RECORDED.glob("*/*.txt")) - known)
    assert [str(path.relative_to(catalogue.ROOT)) for path in orphans] == []
