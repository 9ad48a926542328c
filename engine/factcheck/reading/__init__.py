"""From words as news gives them to values: hedged quantities, periods, names."""
