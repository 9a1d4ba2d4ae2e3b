"""Lock and RLock of `_thread`. Releasing wakes one waiter, who competes for the lock like anybody
else."""

from __future__ import annotations

from typing import Any, NoReturn

from .. import runtime
from ..frames import getframe
from ..kernel import FEW, Kernel
from ..task import Task, Wait
from ..virtual_clock import STEP
from .arguments import lock_timeout


class lock:
    """`_thread.lock`. Its owner is who acquired it, unless others are seen to release it."""

    __module__ = "_thread"
    __slots__ = ("__weakref__", "_counted", "_handed_over", "_owner", "_waiters")

    _owner: Task | None
    _waiters: list[Task] | None
    _handed_over: bool
    _counted: bool  # a lock on which a condition parks a waiter is not one that a thread holds

    def __new__(cls) -> lock:
        self = object.__new__(cls)
        self._owner = None
        self._waiters = None
        self._handed_over = False
        self._counted = False
        if (accesses := runtime.kernel.accesses) is not None:
            accesses.made(self)
        return self

    def __init_subclass__(cls, **_: object) -> NoReturn:
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        limit = None if blocking is True and timeout == -1 else lock_timeout(blocking, timeout)
        return self._acquire(limit)

    def _acquire(self, limit: int | None, seen_as: object = None) -> bool:
        kernel = runtime.kernel
        kernel.idle += STEP  # `busy`, which would be a call more
        kernel.operations += 1
        if kernel.operations > FEW:
            kernel.too_busy(limit != 0)  # who only tries may hold another lock: a condition does
        if self._owner is not None and (
            limit == 0 or not self._wait(kernel, limit, seen_as or self)
        ):
            return False
        me = self._owner = kernel.current
        if kernel.policy.counts_locks:
            self._counted = getframe(2).f_code.co_qualname != "Condition.wait"
            kernel.policy.lock(me.id, int(self._counted))
        if kernel.observer is not None:
            target = seen_as or self
            kernel.observer.event("acquire", me, target=target, forever=limit is None)
        return True

    def _wait(self, kernel: Kernel, limit: int | None, seen_as: object) -> bool:
        me = kernel.current
        deadline = None if limit is None else kernel.now + limit
        while self._owner is not None:
            left = None if deadline is None else deadline - kernel.now
            if left is not None and left <= 0:
                return False
            if self._waiters is None:
                self._waiters = []
            self._waiters.append(me)
            try:
                kernel.block(Wait("lock", seen_as, self._held_by, seen_as is not self), left)
            except BaseException:
                if me not in self._waiters and self._owner is None:
                    self._wake(kernel)  # this wake-up was ours and is not wanted: pass it on
                raise
            finally:
                if me in self._waiters:
                    self._waiters.remove(me)
        return True

    def _held_by(self) -> Task | None:
        return None if self._handed_over else self._owner

    def _wake(self, kernel: Kernel) -> None:
        if self._waiters:
            kernel.unblock(self._waiters.pop(0))

    def release(self) -> None:
        self._release()

    def _release(self, seen_as: object = None) -> None:
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        kernel = runtime.kernel
        if self._owner is not kernel.current:
            self._handed_over = True
        if kernel.policy.counts_locks:
            kernel.policy.lock(self._owner.id, -int(self._counted))
        if kernel.observer is not None:
            kernel.observer.event("release", self._owner, target=seen_as or self)
        self._owner = None
        if self._waiters:
            kernel.unblock(self._waiters.pop(0))

    def locked(self) -> bool:
        return self._owner is not None

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked

    def __enter__(self) -> bool:
        return self._acquire(None)

    def __exit__(self, *_: object) -> None:
        self._release()

    def _at_fork_reinit(self) -> None:
        self._owner = None
        self._waiters = None

    def __repr__(self) -> str:
        state = "locked" if self._owner is not None else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("cannot pickle '_thread.lock' object")


class RLock:
    """`_thread.RLock`: a lock, its owner's number and a count."""

    __module__ = "_thread"
    __slots__ = ("__weakref__", "_block", "_count", "_owner")

    _block: lock
    _owner: int
    _count: int

    def __new__(cls, *args: object, **kwargs: object) -> RLock:
        self = object.__new__(cls)
        self._block = lock()
        self._owner = 0
        self._count = 0
        if (accesses := runtime.kernel.accesses) is not None:
            accesses.made(self)
        return self

    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        limit = None if blocking is True and timeout == -1 else lock_timeout(blocking, timeout)
        me = runtime.kernel.current.id
        if self._owner == me:
            self._count += 1
            return True
        if not self._block._acquire(limit, self):
            return False
        self._owner = me
        self._count = 1
        return True

    def __enter__(self) -> bool:
        return self.acquire()

    def release(self) -> None:
        if self._owner != runtime.kernel.current.id or self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = 0
            self._block._release(self)

    def __exit__(self, *_: object) -> None:
        self.release()

    def locked(self) -> bool:
        return self._block.locked()

    def _is_owned(self) -> bool:
        return self._owner == runtime.kernel.current.id and self._count > 0

    def _recursion_count(self) -> int:
        return self._count if self._owner == runtime.kernel.current.id else 0

    def _release_save(self) -> tuple[int, int]:
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        state = (self._count, self._owner)
        self._count = 0
        self._owner = 0
        self._block._release(self)
        return state

    def _acquire_restore(self, state: tuple[int, int]) -> None:
        self._block._acquire(None, self)
        self._count, self._owner = state

    def _at_fork_reinit(self) -> None:
        self._block = lock()
        self._owner = 0
        self._count = 0

    def __repr__(self) -> str:
        state = "locked" if self._block.locked() else "unlocked"
        kind = f"{type(self).__module__}.{type(self).__name__}"
        return f"<{state} {kind} object owner={self._owner} count={self._count} at {id(self):#x}>"

    def __reduce__(self) -> Any:
        raise TypeError("cannot pickle '_thread.RLock' object")
