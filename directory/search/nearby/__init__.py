"""Where things are: by distance, box and area, and whom a service is for (docs/nearby.md)."""
