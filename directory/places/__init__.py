"""Where things are: postcodes, areas and place names, and how far apart two points lie.

Nothing here asks another host. What is not loaded from official files (docs/places.md) is answered
from a small gazetteer that comes with the code.
"""
