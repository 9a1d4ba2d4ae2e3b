def check():
    site = {"/": ["/x", "/y"], "/x": ["/z", "/"], "/y": ["/z"], "/z": ["/x"]}
    fetched = []

    def fetch(page):
        fetched.append(page)
        return site[page]

    Crawler(fetch).crawl("/")
    assert set(fetched) == set(site), "missing"
    assert len(fetched) == len(site), "twice"
    for error in (KeyError("/gone"), SystemExit("/gone")):

        def fail(page):
            raise error

        crawler = Crawler(fail)
        crawler.crawl("/gone")
        assert crawler.failed == {"/gone": error}, "untold"


check()
