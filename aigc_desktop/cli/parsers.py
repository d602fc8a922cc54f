"""What commands add themselves to."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""The list of commands of a parser; argparse gives its type no public name."""
