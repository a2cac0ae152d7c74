"""Ctrl-C for programs that a test starts."""

import signal


def hear_ctrl_c() -> None:
    """For ``preexec_fn``: what a shell runs in the background is deaf to Ctrl-C, and so would be what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
