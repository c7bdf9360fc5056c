"""The governance systems of a district, one file each: records, stages, indicators, nothing else."""
