"""The audit tree over an organisation's log: what makes a change of the past show."""
