"""What the indicators room stores."""

from .observations import Observation

__all__ = ["Observation"]
