"""Checks: the values of a row, made what the model's fields hold, each change a fault."""

from directory.exchange.checks.checker import Checker

__all__ = ["Checker"]
