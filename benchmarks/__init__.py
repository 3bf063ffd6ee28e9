"""What the directory's speed is measured with, each figure with a peer beside it.

`python -m benchmarks --help`, or `bin/bench --help`, tells how to run it. docs/performance.md keeps
the latest table.
"""
