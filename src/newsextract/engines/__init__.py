"""The corridor over rows, for engines that run on many machines."""

from newsextract.engines.rows import Options, map_batch

__all__ = ["Options", "map_batch"]
