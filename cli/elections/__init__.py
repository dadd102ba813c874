"""The election `lahio replay` drives when no file is named: fictional, small, counted by the greedy rule."""

from pathlib import Path

SHIPPED = Path(__file__).with_name("petonen.pb")
