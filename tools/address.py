"""Says at which address GitHub publishes a repository: the publishing workflow asks."""

import sys


def address(repository: str) -> str:
    """The one of `owner/name`. A repository named after its owner's host has no path."""
    owner, name = repository.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


if __name__ == "__main__":
    print(address(sys.argv[1]))
