"""The law as data: one TOML file a 指标体系, and its loader."""
