"""How dates and times are written, by language: FORMAT_MODULE_PATH (assets_api/settings.py)."""
