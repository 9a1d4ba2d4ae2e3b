import sys
import sysconfig


def build_is_free_threaded():
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def gil_is_on():
    ask = getattr(sys, "_is_gil_enabled", None)
    return True if ask is None else ask()


def cases():
    free, on = build_is_free_threaded(), gil_is_on()
    return {
        "a build with a GIL": not free and on,
        "a free-threaded build, GIL off": free and not on,
        "a free-threaded build, GIL on": free and on,
    }


def main():
    applying = [case for case, applies in cases().items() if applies]
    print("cases that apply here:", len(applying))
    if "--show" in sys.argv:
        print(*applying)


if __name__ == "__main__":
    main()
