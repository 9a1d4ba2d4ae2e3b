import time
from collections import deque

SITE = {
    "/": ["/news", "/about"],
    "/news": ["/", "/news/1", "/news/2"],
    "/about": ["/", "/news"],
    "/news/1": ["/news"],
    "/news/2": ["/news", "/news/1"],
}


def fetch(page):
    time.sleep(0.01)
    return SITE[page]


def crawl(start):
    seen, todo, found = {start}, deque([start]), {}
    while todo:
        page = todo.popleft()
        found[page] = fetch(page)
        for link in found[page]:
            if link not in seen:
                seen.add(link)
                todo.append(link)
    return found


def main():
    for page, links in crawl("/").items():
        print(page, "links to", len(links))


if __name__ == "__main__":
    main()
