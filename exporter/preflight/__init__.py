"""Checks that read what is there and never import what wrote it. Every code they use is explained in ``codes.toml``."""
