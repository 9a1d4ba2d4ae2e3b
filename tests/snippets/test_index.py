"""What the home page claims of its program."""


def test_the_variable_loses_a_deposit_and_the_queue_none(run):
    assert run("lost_deposit_race").lines == ["paid in 100, balance 50"]


def test_one_after_the_other_they_lose_none(probe):
    result = probe(
        "lost_deposit_race",
        """
both_have_read = Barrier(1)
deposit(50)
deposit(50)
print(balance, receipts.get() + receipts.get())
""",
    )
    assert result.lines == ["100 100"]
