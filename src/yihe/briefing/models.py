"""What the briefing room stores."""

from .remembered import RememberedBinding

__all__ = ["RememberedBinding"]
