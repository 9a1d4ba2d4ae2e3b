def check():
    assert sells_once(Sound()), "false_alarm"
    assert not sells_once(Broken()), "missed"
    sold_out = Sound()
    sold_out.sold = 1
    assert sells_once(sold_out), "false_alarm"


check()
