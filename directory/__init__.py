"""The community assets directory. `docs/architecture.md` is the map of these folders."""
