"""Prints the rows of `compare` and `compare_python.py` as a table: medians over the rounds, and how
many times as long as musubi's first row of the same task each takes; beside it what the project
wants at least, and what it aims at, where it has said so for `medium`.

    table.py ROWS
"""

import statistics
import sys

# Times as long as musubi: at least, and as a goal.
WANTED = {
    ("load", "RapidJSON, events without a handler"): (0.30, 0.45),
    ("load", "Python, json.load and NetworkX"): (8, 15),
    ("affected", "Boost.Graph adjacency_list, breadth_first_search"): (2, 3.5),
    ("rank", "own search from each, 2 threads"): (15, 30),
    ("rank", "Boost.Graph adjacency_list, breadth_first_search"): (200, 400),
    ("rank", "igraph"): (200, 500),
    ("rank", "NetworkX, ancestors"): (10000, 25000),
    ("rank", "Python, integers as sets over the circles"): (40, 80),
}


def main():
    rows = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            task, name, seconds, sample, share = line.rstrip("\n").split("\t")
            rows.setdefault((task, name), []).append((float(seconds), sample, share))
    medians = {key: statistics.median(row[0] for row in found) for key, found in rows.items()}
    own = {}
    for (task, _), median in medians.items():
        own.setdefault(task, median)
    print("| task | who | ms | times | at least | goal | asked for | the sample's share |")
    print("| --- | --- | ---: | ---: | ---: | ---: | --- | ---: |")
    for (task, name), found in sorted(rows.items(), key=lambda row: list(own).index(row[0][0])):
        _, sample, share = found[0]
        asked = "all" if sample == "1" else f"1 in {sample}"
        least, goal = WANTED.get((task, name), ("", ""))
        ms = 1000 * medians[task, name]
        times = medians[task, name] / own[task]
        print(f"| {task} | {name} | {ms:,.3g} | {times:,.3g} | {least} | {goal} | {asked} | {share} |"
              if ms < 100 else
              f"| {task} | {name} | {ms:,.0f} | {times:,.3g} | {least} | {goal} | {asked} | {share} |")
    rounds = {len(found) for found in rows.values()}
    print(f"\nMedians of {min(rounds)} rounds; everything that was found agrees.")


main()
