"""How a full-screen program feels from outside, on a pseudo-terminal. Standard library only."""
import fcntl
import glob
import os
import pty
import select
import signal
import statistics
import struct
import termios
import time

SETTLED = 0.3  # seconds of silence that end the first paint
REPAINTED = 0.06  # seconds of silence that end the answer to a key


class Screen:
    """A program on a terminal of its own."""

    def __init__(self, command, columns=120, lines=40, environment=None, folder=None):
        self.began = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(environment or {})})
            if folder:
                os.chdir(folder)
            try:
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def burst(self, silence, limit=30.0):
        """Reads until that much silence: bytes read, and when the last of them came (None if none did)."""
        count, last, end = 0, None, time.perf_counter() + limit
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.terminal], [], [], silence)
            if not ready:
                break
            try:
                data = os.read(self.terminal, 1 << 16)
            except OSError:
                break
            if not data:
                break
            count, last = count + len(data), time.perf_counter()
        return count, last

    def type(self, text, silence=SETTLED):
        os.write(self.terminal, text.encode())
        return self.burst(silence)

    def threads(self):
        """Processor milliseconds and voluntary context switches so far, of all threads."""
        ticks = switches = 0
        for task in glob.glob(f"/proc/{self.process}/task/*"):
            try:
                fields = open(task + "/stat").read().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
                for line in open(task + "/status"):
                    if line.startswith("voluntary_ctxt_switches"):
                        switches += int(line.split()[1])
            except OSError:
                pass
        return ticks * 1000 // os.sysconf("SC_CLK_TCK"), switches

    def megabytes(self):
        for line in open(f"/proc/{self.process}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.process, number)
                time.sleep(0.3)
                if os.waitpid(self.process, os.WNOHANG)[0]:
                    break
            except (ProcessLookupError, ChildProcessError):
                break
        os.close(self.terminal)


def feel(command, before=(), key="j", presses=200, idle=30.0, calm=0.0, **options):
    """All figures of one program. `before` is typed first; `calm` seconds pass before the idle time is measured."""
    screen = Screen(command, **options)
    try:
        _, last = screen.burst(SETTLED)
        if last is None:
            raise RuntimeError(f"{command[0]} drew nothing")
        figures = {"first_paint_ms": (last - screen.began) * 1000}
        for text in before:
            screen.type(text)
        times, sizes = [], []
        for _ in range(presses):
            pressed = time.perf_counter()
            count, last = screen.type(key, REPAINTED)
            if last is not None:
                times.append((last - pressed) * 1000)
                sizes.append(count)
        times.sort()
        figures["answered"] = len(times)
        figures["key_p50_ms"] = statistics.median(times) if times else None
        figures["key_p99_ms"] = times[min(len(times) - 1, int(len(times) * 0.99))] if times else None
        figures["key_bytes"] = statistics.median(sizes) if sizes else None
        screen.burst(calm, calm) if calm else None
        processor, switches = screen.threads()
        count, end = 0, time.perf_counter() + idle
        while (left := end - time.perf_counter()) > 0:
            count += screen.burst(left, left)[0]
        after = screen.threads()
        figures["idle_bytes"] = count
        figures["idle_processor_ms"] = after[0] - processor
        figures["idle_wake_ups"] = after[1] - switches
        figures["megabytes"] = screen.megabytes()
        return figures
    finally:
        screen.close()
