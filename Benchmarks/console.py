"""Measures how the console feels beside tig and htop: first paint, a key, an idle half minute, memory.

On a warm replica with an idle queue, against a simulated company. Benchmarks/run builds the program and calls this.
"""
import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile

from measure import Company, Failed, refresh
from terminal import feel

AIMS = {
    "first_paint_ms": 25, "key_p50_ms": 1, "key_p99_ms": 5, "key_bytes": 200, "idle_bytes": 0, "idle_wake_ups": 0,
    "megabytes": 60,
}
COLUMNS = ["first_paint_ms", "key_p50_ms", "key_p99_ms", "key_bytes", "idle_wake_ups", "idle_bytes", "megabytes"]


def history(folder, commits):
    """A repository with that many commits, for tig to browse."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    stream = []
    for number in range(commits):
        message = f"change {number}: customers of shop {number % 97}"
        stream.append(
            f"commit refs/heads/main\ncommitter A B <a@b.example> {1_700_000_000 + number} +0000\n"
            f"data {len(message)}\n{message}\n")
    subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input="".join(stream), text=True, check=True)


def measure(binary, groups, idle):
    results = {}
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as repository:
        with Company(binary, groups, 20) as company:
            refresh(binary, company, home, limited=False)
            environment = {"GROUPDESK_BASE_URL": company.base}
            command = [binary, "--home", home, "--lang", "zh"]
            # Into the list of all groups; the keys that follow move its cursor.
            results["groupdesk"] = feel(
                command, before=["2", "l"], idle=idle, calm=5.0, environment=environment)
        if shutil.which("tig"):
            history(repository, groups)
            results["tig"] = feel(["tig"], idle=idle, calm=2.0, folder=repository)
        if shutil.which("htop"):
            results["htop"] = feel(["htop"], key="\x1b[B", idle=idle, calm=2.0)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--groups", type=int, default=10_000)
    parser.add_argument("--idle", type=float, default=30, help="seconds")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        results = measure(options.binary, options.groups, options.idle)
    except (Failed, RuntimeError) as error:
        sys.exit(f"console: {error}")
    if options.json:
        print(json.dumps(results))
        return
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"console, {datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, load {load}")
    print(f"{options.groups} groups, 120×40, 200 keys, {options.idle:.0f} idle seconds")
    print(f"{'program':10}" + "".join(f"{name:>16}" for name in COLUMNS))
    for name, figures in results.items():
        print(f"{name:10}" + "".join(f"{figures[column] or 0:16.2f}" for column in COLUMNS))
    for name, aim in AIMS.items():
        value = results["groupdesk"][name]
        print(f"{'met   ' if value is not None and value <= aim else 'MISSED'} {name} {value:.2f} (aim ≤ {aim})")


if __name__ == "__main__":
    main()
