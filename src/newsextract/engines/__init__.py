"""The corridor over rows, for engines that run on many machines."""
