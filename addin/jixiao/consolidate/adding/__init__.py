"""How figures are put together: exact partial sums, money units, rates over sums, 舍位平衡."""
