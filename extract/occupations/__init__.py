"""Which occupation a title, and a text beside it, is about: SOC 2018 and O*NET-SOC codes."""
