"""What `_thread`, `_queue` and `time` offer, on the kernel; same errors and messages as CPython."""
