"""factcheck judges what articles state against rules that editors write."""

__version__ = "0.1.0"
