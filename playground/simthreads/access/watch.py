"""Sees what each instruction of the program is about to touch, asks the policy, and tells what was
touched then. Knows the kernel and who listens; judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CodeType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from .. import callers, quick
from ..attributes import attributes
from ..library import library
from ..operands import TAGS, Operands, are_simple, is_simple
from ..policies.base import Policy
from . import owners, reach
from .current import current
from .sites import Site, sites
from .things import Number, Things
from .touches import READ, Touch, is_plain

if TYPE_CHECKING:
    from ..kernel import Kernel
    from ..program.run import Run
    from ..task import Task


class Event(NamedTuple):
    """Something that a thread did. `kind` is "touch", or what the kernel tells of: "start", "done",
    "acquire", "release", "wait", "ready", and of the library: "joined", "put", "get"."""

    thread: int
    kind: str
    step: int
    touches: tuple[Touch, ...]  # of kind "touch": of the instruction `at` of `code`
    code: CodeType | None
    at: int
    thing: Number | None = None  # the lock or queue
    value: Any = ...  # what is written, if it is plain
    operation: str = ""  # the instruction, or what it calls
    details: Any = None  # as the kernel gives them, but for things: their addresses then
    stack: tuple[tuple[CodeType, int], ...] = ()  # of the program, from the innermost outwards


_MOST = 20_000  # records


class Here:
    """A thread at an instruction, as `js/quick.js` has found it."""

    __slots__ = ("chain", "one", "other", "site", "stack", "thread")

    def __init__(self, site: Site, thread: int) -> None:
        state = quick.state
        self.site, self.thread = site, thread
        self.one, self.other = state[quick.AT_ONE], state[quick.AT_OTHER]
        self.stack = Operands(state[quick.BASE], state[quick.TOP])
        self.chain = state[quick.CHAINS], state[quick.CHAINS + 1]


class Accesses:
    #: Look at each instruction, whether it touches anything or not.
    at_each = False
    #: Who watches the library for each run; they stand on the kernel, and so come after this.
    also: ClassVar[list[Callable[[Accesses, Any], None]]] = []

    def __init__(self) -> None:
        self.policy = Policy()
        self.things = Things()
        self.pending: dict[int, tuple[Touch, ...]] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self.kernel: Kernel | None = None
        self.stacks = False  # tell of these, too, which takes longer
        self.values = False  # also of what is read
        self.inner: list[object] = []  # locks of the library's that tell a program nothing
        self._here: Here | None = None
        self.site: Site  # of which listeners are told
        self.serial = 0  # of what they are told
        self._is_point = False  # each instruction
        self._sites: dict[int, Site] = {}  # by the address of the instruction
        self._table = quick.Table()
        self._by_record: dict[int, Site] = {}
        self._by_address: dict[int, set[Site]] = {}  # of what they know something
        self.things.on_gone.append(self._forget)
        self._log: quick.Log | None = None
        self._stacks: dict[
            tuple[int, int], tuple[tuple[CodeType, int], ...]
        ] = {}  # by who called whom
        self.codes: list[CodeType] = []

    def attach(self, run: Run) -> None:
        """Before the run begins. Who watched it so far goes on watching."""
        kernel = run.kernel
        self.kernel = kernel
        self.policy = kernel.policy
        self._is_point = run.request.granularity == "bytecode"
        owners.own_files = run.own
        run.accesses = kernel.accesses = self
        for each in self.also:
            each(self, library("queue"))
        kernel.observer = _Both(kernel.observer, self) if kernel.observer else self

    # -- instructions

    def watch(self, codes: Iterable[CodeType]) -> None:
        """Be told of these."""
        made: list[Site] = []
        self._log = self._log or quick.Log()
        for code in codes:
            self.codes.append(code)
            # by address: the hash of a code object takes longer than all the rest
            table = sites(code)
            self._sites |= {id(code) + at: site for at, site in table.items()}
            made += table.values()
        owners.stored |= {site.attribute for site in made}
        quick.state[quick.SHAPES] += 1
        quick.state[quick.BARE] = quick.NOBODY if self.policy.at_accesses else quick.ANYBODY
        self._by_record |= {site.record.buffer_info()[0]: site for site in made}
        self._table.add([site.record for site in made])

    def arrive(self, code: CodeType, at: int) -> None:
        """The running thread is about to carry out this instruction; others may go first."""
        kernel = self.kernel
        assert kernel is not None
        if quick.state[quick.GONE]:
            self.things.forget()
        address = quick.state[quick.RECORD]
        if not address:  # its turn may be over
            if self._is_point:
                kernel.point()
            return
        if quick.state[quick.LOGGED]:
            self.catch_up()
        site = self._site(address, kernel.current.id)
        here = Here(site, kernel.current.id)
        me, record = here.thread, site.record
        record[quick.ARMED] = 0
        record[quick.THREAD] = me
        touches = self.pending[me] = self._touches(here)
        if self._is_point:
            steps = kernel.steps = kernel.steps + 1
            if steps >= kernel.alarm or (touches and self.policy.at_accesses):
                switches = kernel.switches
                kernel.decide()
                if kernel.switches != switches:  # others went first: it may be other things by now
                    touches = self.pending[me] = self._touches(here)
        if touches and self.listeners:
            self.site, self._here = site, here
            quick.state[quick.SERIALS] += 1
            self.serial = quick.state[quick.SERIALS]
            self._tell(self._event(here, touches))
        if self.policy.at_accesses:
            quick.state[quick.BARE] = quick.NOBODY if touches else me
        if not touches and site.one == here.one:
            site.arm(me, here.one, here.other, quick.AT_NOTHING)

    def catch_up(self) -> None:
        """Tell of what `js/quick.js` has noted since."""
        if self._log is None:
            return
        self._here = None
        for address, thread, step, serial, stored in self._log.take():
            self.serial = serial
            site = self.site = self._by_record[address]
            value = ...
            if site.written:
                value = site.value = stored
            stack = self._stacks[site.chain] if self.stacks else ()
            where = site.code, site.at, None, value, site.operation, None, stack
            self._tell(Event(thread, "touch", step, site.touches, *where))

    def arm(self, why: int) -> None:
        """For a listener: it need not be told again for this reason."""
        here, site = self._here, self.site
        if here is None:
            return
        kept = site.one == here.one and site.other == here.other
        if not kept or (self.values and site.touches[0].kind == READ):
            return
        record, state = site.record, quick.state
        if site.written:
            place = here.stack.address(site.written)
            if not is_simple(place):
                return
            record[quick.VALUE] = place
            site.value = here.stack.from_top(site.written)
        record[quick.TURN] = state[quick.TURNS]
        site.chain = record[quick.CHAIN], record[quick.CHAIN + 1] = here.chain
        record[quick.SERIAL] = self.serial
        site.arm(here.thread, here.one, here.other, why | (quick.IN_SHAPE if site.shaped else 0))

    def _site(self, address: int, me: int) -> Site:
        """What this thread does there to things of its own is known apart from what others do."""
        site = self._by_record[address]
        if site.thread in (0, me) or site.common or len(self._by_record) > _MOST:
            return site
        made = site.of_another()
        self._by_record[made.record.buffer_info()[0]] = made
        return made

    def _event(self, here: Here, touches: tuple[Touch, ...]) -> Event:
        assert self.kernel is not None
        site = here.site
        value = self._stored(here) if site.written else ...
        if self.values and touches[0].kind == READ:
            value = current(self.things.get(touches[0].thing), touches[0].part)
        stack = self._stack(here.chain) if self.stacks else ()
        where = site.code, site.at, None, value, site.operation, None, stack
        return Event(here.thread, "touch", self.kernel.steps, touches, *where)

    def _touches(self, here: Here) -> tuple[Touch, ...]:
        site, one, other = here.site, here.one, here.other
        me, state = here.thread, quick.state
        if site.one == one and site.other == other and (site.thread == me or site.common):
            if not site.shaped or site.record[quick.SHAPE] == state[quick.SHAPES]:
                return site.touches
        elif site.decided and are_simple(one, other):
            return ()
        stack = here.stack
        raws = site.look(stack)
        number = self.things.number
        site.touches = tuple([Touch(raw.kind, number(raw.owner, me), raw.part) for raw in raws])
        site.thread = me
        site.common = all(touch.thing in self.things.shared for touch in site.touches)
        if site.changes_shapes(raws):
            state[quick.SHAPES] += 1
        if site.keep(stack, one, other, raws):
            for value in (one, other):
                self._remember(site, value & ~TAGS)
        return site.touches

    def _remember(self, site: Site, address: int) -> None:
        """What it knows is of what lies there."""
        if address:
            self.things.watch(address)
            self._by_address.setdefault(address, set()).add(site)

    def _forget(self, address: int, number: Number | None) -> None:
        reach.worked_on.pop(address, None)
        for site in self._by_address.pop(address, ()):
            site.forget(address)

    def _stored(self, here: Here) -> Any:
        value = here.stack.from_top(here.site.written)
        return value if is_plain(value) else ...

    def _stack(self, chain: tuple[int, int]) -> tuple[tuple[CodeType, int], ...]:
        known = self._stacks.get(chain)
        if known is not None:
            return known
        found = []
        frame = callers.frame_at(0)
        while frame is not None:
            if owners.is_own_code(frame.f_code):
                found.append((frame.f_code, frame.f_lasti))
            frame = frame.f_back
        stack = self._stacks[chain] = tuple(found)
        return stack

    # -- what the kernel and the library tell

    def event(self, kind: str, task: Task, **details: Any) -> None:
        """Told by the kernel, as its observer."""
        kernel = self.kernel
        if kind in ("run", "deadlock") or any(each is details.get("target") for each in self.inner):
            return
        if self.listeners and kernel is not None:
            who = task if kind in ("done", "ready", "wait") else kernel.current
            self._tell_of(who, kind, details)

    def tell(self, kind: str, **details: Any) -> None:
        """Told by the library's parts that no observer hears of."""
        kernel = self.kernel
        if self.listeners and kernel is not None:
            self._tell_of(kernel.current, kind, details)

    def made(self, thing: object) -> None:
        """The running thread has made a lock or a queue."""

    def _tell_of(self, task: Task, kind: str, details: dict[str, Any]) -> None:
        target = details.get("target")
        self.catch_up()
        thing = None if target is None else self.things.number(target, task.id)
        assert self.kernel is not None
        quick.state[quick.SERIALS] += 1
        self.serial = quick.state[quick.SERIALS]
        where = None, 0, thing, ..., "", self._without_things(task.id, details)
        self._tell(Event(task.id, kind, self.kernel.steps, (), *where))

    def _without_things(self, me: int, details: dict[str, Any]) -> dict[str, Any]:
        """Who keeps the event keeps nothing of the program alive."""
        told = dict(details)
        if (target := details.get("target")) is not None:
            told["target"] = id(target)
        if "wait" in details:
            told["wait"] = details["wait"].kind
        if "item" in details:
            held = attributes(target)
            told["item"] = self.things.known(details["item"], me)
            told["bounded"] = bool(held.get("maxsize"))
            mutex = held.get("mutex")
            told["mutex"] = None if mutex is None else self.things.known(mutex, me)
        return told

    def _tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)


class _Both:
    """Two observers in one."""

    def __init__(self, *observers: Any) -> None:
        self._observers = observers

    def event(self, kind: str, task: Task, **details: object) -> None:
        for observer in self._observers:
            observer.event(kind, task, **details)
