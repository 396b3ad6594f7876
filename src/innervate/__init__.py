"""innervate gives a language model eyes, hands and a nervous system on a real desktop."""

__version__ = "0.1.0"
__all__ = ["__version__"]
