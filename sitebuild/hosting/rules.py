"""What every host is told that can be told anything. Knows no host and no policy of a page."""

from __future__ import annotations

#: With everything, beside the policy, which is made of the pages' scripts.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "midi=(), payment=(), serial=(), usb=()",
}
#: A name with a hash in it never means another content; all else is asked for again, by its ETag.
NEVER_CHANGES = r"/assets/.*[.-][0-9a-f]{8,}([./]|$)"
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
