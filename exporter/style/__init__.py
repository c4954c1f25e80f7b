"""HOW it looks, as data resolved once: `load.load_style` makes a `model.Style` out of ``styles/*.toml``."""
