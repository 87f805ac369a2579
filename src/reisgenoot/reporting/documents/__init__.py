"""Documents for people: plans, letters, handover packages and guides as accessible PDF, made by Typst."""
