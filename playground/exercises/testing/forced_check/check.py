def check():
    assert sells_once(Sound()), "false_alarm"
    assert not sells_once(Broken()), "missed"


check()
