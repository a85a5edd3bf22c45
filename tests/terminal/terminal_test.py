"""Runs long work on a terminal of its own, as a person would, and interrupts it.

usage: terminal_test.py MUSUBI
"""

import fcntl
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

MUSUBI = sys.argv[1]
ERASE = b"\r\x1b[K"
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="musubi-terminal-"))
SCOPE = ("scope", "--format", "json")
UNSET = ("LC_ALL", "LC_MESSAGES", "LANG", "CI", "COLUMNS", "NO_COLOR")


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, "TERM": "xterm", "LANG": "en_US.UTF-8", **changes}


def model_of(systems):
    """Systems that have something of their own (a placement), so that each has to be looked at."""
    services = [f"s{i}" for i in range(60)]
    return {
        "musubi": 1,
        "as_of": "2026-11-22",
        "organizations": [{"id": "vendor", "kind": "provider", "name": "Vendor"}]
        + [
            {"id": f"clinic-{i}", "kind": "medical_institution", "name": f"Clinic {i}"}
            for i in range(systems)
        ],
        "services": [
            {
                "id": name,
                "provider": "vendor",
                "layer": "application",
                "name": name,
                "depends_on": services[i + 1 : i + 4],
            }
            for i, name in enumerate(services)
        ],
        "systems": [
            {
                "id": f"system-{i}",
                "owner": f"clinic-{i}",
                "name": f"System {i}",
                "uses": ["s0"],
                "placements": [{"service": "s0", "on": "s59"}],
            }
            for i in range(systems)
        ],
    }


def processor_seconds():
    """Of the programs that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def long_model():
    """A model to which this build needs some seconds, whatever machine and build it is.

    What counts is the time of the processors: it stays the same when others keep them busy now and
    no longer do so later.
    """
    path = FOLDER / "long.musubi.json"
    systems = 250
    needed = 4 * min(2, len(os.sched_getaffinity(0)))
    while True:
        path.write_text(json.dumps(model_of(systems)), encoding="utf-8")
        begun = processor_seconds()
        quiet = subprocess.run(
            [MUSUBI, *SCOPE, path], capture_output=True, env=environment(), check=False
        )
        taken = processor_seconds() - begun
        if taken > needed:
            return str(path), quiet
        systems = int(systems * min(8, max(1.5, 1.3 * needed / taken)))


class Terminal:
    """The program with its standard error on a terminal, and its answer in a file."""

    def __init__(self, *args, columns=100, **changes):
        self.seen = b""
        self.times = []  # of what came, with what had come until then
        self.begun = time.monotonic()
        self.answer = FOLDER / "answer"
        pid, self.descriptor = pty.fork()
        if pid == 0:
            size = struct.pack("HHHH", 24, columns, 0, 0)
            fcntl.ioctl(2, termios.TIOCSWINSZ, size)
            out = os.open(self.answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(out, 1)
            os.execve(MUSUBI, [MUSUBI, *args], environment(**changes))
        self.pid = pid

    def read(self, seconds):
        """False at the end."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            return False
        self.seen += data
        self.times.append(time.monotonic() - self.begun)
        return bool(data)

    def read_until(self, pattern, seconds=60):
        while not re.search(pattern, self.seen):
            if not self.read(seconds) or time.monotonic() - self.begun > seconds:
                raise AssertionError(f"{pattern} never came: {self.seen!r}")

    def end(self):
        while self.read(60):
            pass
        os.close(self.descriptor)
        return os.waitpid(self.pid, 0)[1]

    def lines(self):
        """What stood on the line, one after the other."""
        return [part.decode() for part in self.seen.split(ERASE)]


class ProgressTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.terminal = Terminal(*SCOPE, LONG)
        cls.terminal.end()
        cls.answer = cls.terminal.answer.read_bytes()

    def test_tells_step_share_and_time_left(self):
        told = "\n".join(self.terminal.lines())
        shares = [int(share) for share in re.findall(r"looking at the systems (\d+) %", told)]
        self.assertTrue(shares, self.terminal.seen)
        self.assertEqual(shares, sorted(shares))
        self.assertRegex(told, r"\(about (\d+ min )?\d+ s left in this step\)")

    def test_shows_nothing_before_a_second_and_leaves_no_trace(self):
        self.assertGreater(self.terminal.times[0], 0.9)
        self.assertTrue(self.terminal.seen.startswith(ERASE))
        self.assertTrue(self.terminal.seen.endswith(ERASE))
        self.assertNotIn(b"\n", self.terminal.seen)

    def test_the_answer_is_that_of_a_run_without_a_terminal(self):
        self.assertEqual(self.answer, QUIET.stdout)

    def test_fits_the_terminal_and_speaks_the_language(self):
        terminal = Terminal(*SCOPE, LONG, columns=30, LANG="ja_JP.UTF-8")
        terminal.end()
        told = [line for line in terminal.lines() if line]
        self.assertIn("musubi: システムを調べていま", told)
        for line in told:
            width = sum(1 if ord(character) < 128 else 2 for character in line)
            self.assertLess(width, 30, line)

    def test_says_nothing_elsewhere(self):
        self.assertEqual(QUIET.stderr, b"")
        for args, changes in (((), {"TERM": "dumb"}), ((), {"CI": "true"}), (("--quiet",), {})):
            with self.subTest(args=args, changes=changes):
                terminal = Terminal(*SCOPE, *args, LONG, **changes)
                terminal.end()
                self.assertEqual(terminal.seen, b"")


class InterruptTest(unittest.TestCase):
    def test_the_line_is_erased_and_the_status_is_that_of_the_signal(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
            terminal = Terminal(*SCOPE, LONG, "-o", str(folder / "answer"))
            terminal.read_until(rb"\d+ %")
            os.kill(terminal.pid, number)
            status = terminal.end()
            self.assertTrue(os.WIFSIGNALED(status))
            self.assertEqual(os.WTERMSIG(status), number)
            self.assertTrue(terminal.seen.endswith(ERASE), terminal.seen[-200:])
            self.assertEqual(os.listdir(folder), [])

    def test_the_key_of_the_terminal_does_the_same(self):
        terminal = Terminal(*SCOPE, LONG)
        terminal.read_until(rb"\d+ %")
        os.write(terminal.descriptor, b"\x03")
        self.assertEqual(os.WTERMSIG(terminal.end()), signal.SIGINT)
        self.assertEqual((FOLDER / "answer").read_bytes(), b"")

    def test_nothing_is_left_of_a_file_that_is_being_written(self):
        """Caught while the temporary file is there; that is short, so it takes some tries."""
        wide = FOLDER / "wide.musubi.json"
        organizations = [
            {"id": f"o{i}", "kind": "provider", "name": "n" * 20000} for i in range(500)
        ]
        wide.write_text(json.dumps({"musubi": 1, "organizations": organizations}), encoding="utf-8")
        merging = [MUSUBI, "fmt", "--merge", str(wide), "-o"]
        whole = FOLDER / "whole"
        subprocess.run([*merging, str(whole)], check=True)
        caught = 0
        for _ in range(40):
            folder = pathlib.Path(tempfile.mkdtemp(dir=FOLDER))
            target = folder / "merged"
            target.write_text("as it was", encoding="utf-8")
            running = subprocess.Popen([*merging, str(target)])
            while running.poll() is None:
                if len(os.listdir(folder)) > 1:
                    running.send_signal(signal.SIGINT)
                    break
            status = running.wait()
            self.assertEqual(os.listdir(folder), ["merged"])
            if target.read_bytes() != b"as it was":
                self.assertEqual(target.read_bytes(), whole.read_bytes())
            elif status == -signal.SIGINT:
                caught += 1
            if caught == 3:
                return
        self.assertGreater(caught, 0, "the program was never caught writing")


try:
    LONG, QUIET = long_model()
    done = unittest.main(argv=sys.argv[:1], verbosity=2, exit=False)
finally:
    shutil.rmtree(FOLDER)
sys.exit(not done.result.wasSuccessful())
