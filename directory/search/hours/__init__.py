"""When things happen: what HSDS schedules mean, and how they are found by it."""
