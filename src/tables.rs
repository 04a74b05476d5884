//! TOML tables that know the place of every key and value.
