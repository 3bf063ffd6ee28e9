"""How the public record is served over HTTP, at /api/v3/."""
