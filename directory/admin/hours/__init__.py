"""When it runs: schedules as plain sentences, with HSDS's columns written and read underneath."""
