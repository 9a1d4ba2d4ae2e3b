import importlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

PLUGIN = """
from threading import Thread

def load():
    import plugin
    print("thread: imported", plugin.__name__)

def start():
    thread = Thread(target=load, name="loader")
    thread.start()
    return thread
"""


def main():
    with TemporaryDirectory() as folder:
        Path(folder, "plugin.py").write_text(PLUGIN)
        sys.path.insert(0, folder)
        try:
            plugin = importlib.import_module("plugin")
            plugin.start().join()
            print("main: the thread has ended")
        finally:
            sys.path.remove(folder)
            sys.modules.pop("plugin", None)


if __name__ == "__main__":
    main()
