"""A fictional but lifelike directory of Bradford District and Craven. See docs/demo-data.md."""
