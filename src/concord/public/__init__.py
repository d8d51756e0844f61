"""The public door: what anyone may see of the register and the law, without signing in."""
