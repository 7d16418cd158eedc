"""The designer of kinds of cases: drawn, checked, played, compared, published."""
