"""Who a service is for, how one takes part and what it costs: filters, and counts of each value."""
