"""A measurement that takes long goes on where it was interrupted, and only there."""

from __future__ import annotations

from bench.verdict.kept import Kept


def test_what_was_measured_is_not_measured_again(tmp_path):
    file, asked = tmp_path / "deep" / "so_far.jsonl", []

    def measure():
        asked.append(1)
        return {"runs": len(asked)}

    kept = Kept(file, "this engine")
    assert [kept.of("x = 1", measure), kept.of("x = 2", measure)] == [{"runs": 1}, {"runs": 2}]
    with file.open("a", encoding="utf-8") as cut_short:
        cut_short.write('\n{"of": "77", "fo')
    again = Kept(file, "this engine")
    assert [again.of("x = 2", measure), again.of("x = 3", measure)] == [{"runs": 2}, {"runs": 3}]
    assert Kept(file, "this engine").of("x = 3", measure) == {"runs": 3}
    assert Kept(file, "another").of("x = 1", measure) == {"runs": 4}
    again.done()
    assert Kept(file, "this engine").of("x = 1", measure) == {"runs": 5}
