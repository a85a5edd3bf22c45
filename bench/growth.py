"""Measures one size for growth.sh, and prints its table.

    growth.py NODES FOLDER     one row of numbers, for FOLDER/model.json
    growth.py table ROWS       the rows as a table, with exponents
"""

import math
import os
import statistics
import subprocess
import sys
import time

PROGRAM = "build/bench/musubi"
COMPARE = "build/bench/bench/compare"
HEADS = ["nodes", "text MB", "read ms", "counting ms", "small impact ms", "`validate` s", "`rank` s",
         "`check` s", "peak MB of `rank`", "peak MB of `check`"]


def run(*arguments):
    """The seconds that the program takes, whatever it says, and the most memory that it has, in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: there are findings
        sys.exit(f"growth.py: musubi {arguments[0]} ends with {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def measure(nodes, folder):
    model = f"{folder}/model.json"
    rounds = 3 if nodes <= 400000 else 1

    def median(*verb, rounds=rounds):
        runs = [run(*verb, model) for _ in range(rounds)]
        return statistics.median(one[0] for one in runs), max(one[1] for one in runs)

    validate, _ = median("validate")
    rank, rank_peak = median("rank")
    check = check_peak = math.nan
    if nodes <= 200000:  # a minute; ten million findings of the largest do not fit into memory
        check, check_peak = median("check", "--format", "json", rounds=1)
    parts = {}
    compared = subprocess.run([COMPARE, model, f"{folder}/graph", "none"], check=True,
                              stdout=subprocess.PIPE, text=True)
    for line in compared.stdout.splitlines():
        task, _, seconds, _, _ = line.split("\t")
        parts.setdefault(task, 1000 * float(seconds))
    print(nodes, os.path.getsize(model) / 1e6, parts["load"], parts["rank"], parts["impact"],
          validate, rank, check, rank_peak, check_peak)


def shown(value):
    if math.isnan(value):
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def exponent(sizes, values):
    """By which power of the size a value grows, from the first to the last that was measured."""
    measured = [(size, value) for size, value in zip(sizes, values) if not math.isnan(value)]
    if len(measured) < 2:
        return "–"
    (size, value), (last_size, last_value) = measured[0], measured[-1]
    return f"{math.log(last_value / value) / math.log(last_size / size):.2f}"


def table(path):
    with open(path, encoding="ascii") as lines:
        rows = [[float(word) for word in line.split()] for line in lines]
    print("| " + " | ".join(HEADS) + " |")
    print("| " + " | ".join("---:" for _ in HEADS) + " |")
    for row in rows:
        print("| " + " | ".join(shown(value) for value in row) + " |")
    if len(rows) > 1:
        sizes, *columns = zip(*rows)
        exponents = [exponent(sizes, column) for column in columns]
        print("| exponent | " + " | ".join(exponents) + " |")


if sys.argv[1] == "table":
    table(sys.argv[2])
else:
    measure(int(sys.argv[1]), sys.argv[2])
