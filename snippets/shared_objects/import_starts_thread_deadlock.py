import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PLUGIN = """
from threading import Thread

def load():
    import plugin
    print("thread: imported", plugin.__name__)

thread = Thread(target=load, daemon=True, name="loader")
thread.start()
thread.join(timeout=0.2)
print("plugin: the thread is stuck:", thread.is_alive())
"""


def main():
    with TemporaryDirectory() as folder:
        Path(folder, "plugin.py").write_text(PLUGIN)
        sys.path.insert(0, folder)
        try:
            plugin = importlib.import_module("plugin")
            plugin.thread.join()
        finally:
            sys.path.remove(folder)
            sys.modules.pop("plugin", None)


if __name__ == "__main__":
    main()
