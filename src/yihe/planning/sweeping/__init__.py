"""One broom to the end (一把扫帚扫到底): which crew sweeps which street, in which order."""
