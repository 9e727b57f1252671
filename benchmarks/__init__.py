"""What we claim about speed, measured by one command: `python -m benchmarks`."""
