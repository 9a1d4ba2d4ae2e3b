"""All orders of a program that can differ: dynamic partial-order reduction over what its threads
share.

A *step* is what a thread does from one place at which others could notice the difference to the
next. `footprint` says which steps depend on one another, `races` which pairs of a run could have
come the other way round, `tree` which order to try next and when none is left, `visible` runs one
order and tells its steps. The algorithm is source sets with sleep sets (Abdulla, Aronis, Jonsson,
Sagonas, "Optimal dynamic partial order reduction", POPL 2014).
"""
