"""Measures a full refresh against a simulated company, beside wechatpy and under the call limits.

Standard library only; Benchmarks/run builds the program and calls this with the project's virtual environment.
"""
import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
GET = "externalcontact/groupchat/get"
# 70 % of the vendor's 10 000 a minute are ours, four fifths of that the background's (LimiterLimits).
BACKGROUND_PER_MINUTE = 5600
AIM_RATIO, AIM_MILLISECONDS, AIM_SHARE = 8.0, 1.0, 95.0


class Failed(Exception):
    """Something did not work: the figures mean nothing."""


class Company:
    """A simulated company in a process of its own."""

    def __init__(self, binary, groups, members, speed=1.0):
        command = [binary, "simulate", "--port", "0", "--owners", "200"]
        command += ["--groups", str(groups), "--members", f"{members}-{members}", "--speed", str(speed)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if "http://" not in line:
            raise Failed("the simulated company did not start")
        self.base = line.split()[-1]

    def control(self, path, document=None):
        data = None if document is None else json.dumps(document).encode()
        with urllib.request.urlopen(f"{self.base}/_simulator/{path}", data, timeout=60) as answer:
            return json.load(answer)

    def processor_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


def run(command, environment=None):
    """Runs to the end: what it wrote, wall seconds, processor seconds, megabytes at most."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise Failed(f"{Path(command[0]).name} ended with {process.returncode}")
        output.seek(0)
        return output.read().decode(), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def refresh(binary, company, home, limited):
    """A first refresh into a fresh home: wall seconds, processor seconds, megabytes, groups and members stored."""
    environment = {"GROUPDESK_BASE_URL": company.base, "GROUPDESK_LIMITER": "on" if limited else "off"}
    for name in ("GROUPDESK_CORP_ID", "GROUPDESK_SECRET", "GROUPDESK_LOG"):
        environment[name] = ""
    environment = {name: value for name, value in environment.items() if value}
    _, wall, processor, memory = run([binary, "groups", "refresh", "--all", "--home", home], environment)
    groups, members = stored(home)
    return {"wall": wall, "processor": processor, "memory": memory, "groups": groups, "members": members}


def stored(home):
    """What stands in the replica: proof that the work was done."""
    files = [path for path in Path(home).rglob("*") if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3"]
    for file in files:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
            names = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
            if "membership" in names:
                groups = database.execute("SELECT COUNT(*) FROM chat WHERE detail_at IS NOT NULL").fetchone()[0]
                members = database.execute("SELECT COUNT(*) FROM membership").fetchone()[0]
                return groups, members
    raise Failed("there is no replica")


def beside_wechatpy(options, latency):
    """The refresh with the limiter off, and wechatpy's, against one company that takes so many milliseconds a call."""
    with Company(options.binary, options.groups, options.members) as company:
        # The company would answer 45009 to both, as the vendor would.
        company.control("rules", {"rate_limits": False, "latency_milliseconds": latency})
        runs = []
        for _ in range(options.repeat):
            with tempfile.TemporaryDirectory() as home:
                before = company.processor_seconds()
                result = refresh(options.binary, company, home, limited=False)
                result["company"] = company.processor_seconds() - before
            if result["groups"] < options.groups * 0.98:
                raise Failed(f"{result['groups']} of {options.groups} groups were stored")
            runs.append(result)
        sample = options.sample // 10 if latency else options.sample
        script = [sys.executable, str(HERE / "wechatpy_refresh.py"), company.base, str(sample)]
        theirs = []
        for _ in range(options.repeat):
            before = company.processor_seconds()
            text, _, processor, _ = run(script)
            result = {**json.loads(text), "processor": processor}
            result["company"] = company.processor_seconds() - before
            theirs.append(result)
        refused = company.control("journal?type=refusal")["entries"]
    return runs, theirs, [entry for entry in refused if entry.get("errcode", entry.get("code")) == 45009]


def under_limits(options):
    """The refresh at background priority, limits on, in compressed time: how many calls each company minute got."""
    groups, speed = options.limited_groups, options.speed
    with Company(options.binary, groups, 5, speed) as company, tempfile.TemporaryDirectory() as home:
        samples, ended = [], threading.Event()

        def watch():
            while not ended.wait(0.05):
                truth = company.control("company?groups=0")
                samples.append((truth["now"], sum(truth["calls"].get(GET, {}).values())))

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            result = refresh(options.binary, company, home, limited=True)
        finally:
            ended.set()
            watching.join()
        calls = company.control("company?groups=0")["calls"].get(GET, {})
    start = max((now for now, made in samples if made == 0), default=None)
    total = samples[-1][1] if samples else 0
    minutes = (total - 1) // BACKGROUND_PER_MINUTE
    if start is None or minutes < 1:
        raise Failed("the refresh under limits spent no whole minute's calls: give it more groups")
    # The call after so many minutes' worth comes, at best, when exactly so many minutes are over.
    next_call = next(now for now, made in samples if made > minutes * BACKGROUND_PER_MINUTE)
    return {
        **result,
        "minutes": minutes,
        "took": (next_call - start) / 1000,
        "share": 100 * minutes * 60_000 / (next_call - start),
        "over_limit": calls.get("45009", 0),
        "too_many": calls.get("45033", 0),
        "real_rate": total / result["wall"],
    }


def machine():
    cpu = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) / 1048576
    return f"{cpu}, {os.cpu_count()} processors, {memory:.0f} GB, load {os.getloadavg()[0]:.1f} at the start"


def verdict(holds):
    return "met" if holds else "aim missed"


def row(name, value, remark=""):
    print(f"  {name:<44}{value:>14}  {remark}".rstrip(), flush=True)


def report_refresh(latency, runs, theirs, over_limit):
    ours, other = min(runs, key=lambda run: run["wall"]), min(theirs, key=lambda run: run["details"])
    groups = ours["groups"]
    cheapest = min(run["processor"] for run in runs)
    per_group = 1000 * cheapest / groups
    their_seconds = other["listing"] + other["details"] * groups / other["groups"]
    ratio = their_seconds / ours["wall"]
    print(f"\nFull refresh, limiter off, an answer takes the company {latency} ms and what it costs to make")
    row("groups, memberships stored", f"{groups}, {ours['members']}", f"best of {len(runs)} runs")
    row("groupdesk, wall time", f"{ours['wall']:.2f} s", "all: " + ", ".join(f"{run['wall']:.2f}" for run in runs))
    row("groupdesk, processor time", f"{cheapest:.2f} s", "all: " + ", ".join(f"{run['processor']:.2f}" for run in runs))
    row("groupdesk, processor time a group", f"{per_group:.3f} ms", f"aim ≤ {AIM_MILLISECONDS}: "
        + verdict(per_group <= AIM_MILLISECONDS))
    row("groupdesk, memory at most", f"{ours['memory']:.0f} MB")
    row("the company's processor time meanwhile", f"{ours['company']:.2f} s", "the same machine")
    sampled = f"{other['groups']} groups measured" + (", the rest extrapolated" if other["groups"] < groups else "")
    row("wechatpy, wall time", f"{their_seconds:.2f} s", sampled)
    row("wechatpy, processor time a group", f"{1000 * other['processor'] / other['groups']:.3f} ms", "stores nothing")
    row("times as fast as wechatpy", f"{ratio:.1f}", f"aim ≥ {AIM_RATIO:.0f}: " + verdict(ratio >= AIM_RATIO))
    if over_limit:
        raise Failed("45009 although the limits were off")


def report_limits(options, result):
    print(f"\nRefresh in the background, limiter on: {result['groups']} groups of 5, company time × {options.speed:g}")
    row("wall time, real", f"{result['wall']:.2f} s", f"{result['real_rate']:.0f} calls/s")
    row("calls allowed a company minute", str(BACKGROUND_PER_MINUTE), "80 % of 70 % of the vendor's 10 000")
    row(f"company time for {result['minutes']} minutes' worth of calls", f"{result['took']:.1f} s")
    row("allowed calls used", f"{result['share']:.1f} %", f"aim ≥ {AIM_SHARE:.0f}: "
        + verdict(result["share"] >= AIM_SHARE))
    row("answers 45009", str(result["over_limit"]), "aim 0: " + verdict(result["over_limit"] == 0))
    row("answers 45033", str(result["too_many"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--groups", type=int, default=20_000, help="in the company (20000)")
    parser.add_argument("--members", type=int, default=100, help="in each group (100)")
    parser.add_argument("--sample", type=int, default=4_000, help="groups wechatpy gets at most (4000)")
    parser.add_argument("--repeat", type=int, default=2, help="how often each is run; the best counts (2)")
    parser.add_argument("--latency", type=int, default=20, help="of the second comparison, milliseconds a call (20)")
    parser.add_argument("--limited-groups", type=int, default=28_000, help="groups refreshed under limits (28000)")
    parser.add_argument("--speed", type=float, default=10, help="company seconds a real second under limits (10)")
    parser.add_argument("--only", choices=["refresh", "limits"], help="one of the two measurements")
    options = parser.parse_args()
    print(f"groupdesk benchmarks: {machine()}")
    try:
        if options.only != "limits":
            for latency in (0, options.latency):
                report_refresh(latency, *beside_wechatpy(options, latency))
        if options.only != "refresh":
            report_limits(options, under_limits(options))
    except Failed as failure:
        sys.exit(f"FAILED: {failure}")


if __name__ == "__main__":
    main()
