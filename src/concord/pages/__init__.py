"""What every door that shows pages has in common: the layout and its look, form fields, days in words, error pages.

No page of any subject, no rule and no table: those are the doors' and the rooms'.
"""
