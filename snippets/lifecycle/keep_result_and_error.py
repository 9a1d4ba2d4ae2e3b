from threading import Thread


def parse(text, outcome):
    try:
        outcome["value"] = int(text)
    except Exception as error:
        outcome["error"] = error


def main():
    for text in ("42", "many"):
        outcome = {}
        worker = Thread(target=parse, args=(text, outcome))
        worker.start()
        worker.join()
        if "error" in outcome:
            print(f"{text!r} failed: {outcome['error']}")
        else:
            print(f"{text!r} gave {outcome['value']}")


if __name__ == "__main__":
    main()
