"""Measures one size for growth.sh, and prints its table.

    growth.py NODES FOLDER     one row of numbers, for FOLDER/model.json
    growth.py table ROWS       the rows as a table, with exponents
"""

import math
import os
import resource
import statistics
import subprocess
import sys
import time

PROGRAM = "build/bench/musubi"
COMPARE = "build/bench/bench/compare"
HEADS = ["nodes", "text MB", "read ms", "counting ms", "small impact ms", "`validate` s", "`rank` s",
         "peak MB of `rank`"]


def run(*arguments):
    begun = time.perf_counter()
    done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - begun, done.stdout


def measure(nodes, folder):
    model = f"{folder}/model.json"
    rounds = 3 if nodes <= 400000 else 1
    validate = statistics.median(run(PROGRAM, "validate", model)[0] for _ in range(rounds))
    rank = statistics.median(
        run(PROGRAM, "rank", "--threads", "2", model)[0] for _ in range(rounds))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    parts = {}
    for line in run(COMPARE, model, f"{folder}/graph", "none")[1].splitlines():
        task, _, seconds, _, _ = line.split("\t")
        parts.setdefault(task, 1000 * float(seconds))
    print(nodes, os.path.getsize(model) / 1e6, parts["load"], parts["rank"], parts["impact"],
          validate, rank, peak)


def shown(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def table(path):
    with open(path, encoding="ascii") as lines:
        rows = [[float(word) for word in line.split()] for line in lines]
    print("| " + " | ".join(HEADS) + " |")
    print("| " + " | ".join("---:" for _ in HEADS) + " |")
    for row in rows:
        print("| " + " | ".join(shown(value) for value in row) + " |")
    if len(rows) > 1:
        growth = math.log(rows[-1][0] / rows[0][0])
        exponents = [math.log(last / first) / growth for first, last in zip(rows[0], rows[-1])]
        print("| exponent | " + " | ".join(f"{one:.2f}" for one in exponents[1:]) + " |")


if sys.argv[1] == "table":
    table(sys.argv[2])
else:
    measure(int(sys.argv[1]), sys.argv[2])
