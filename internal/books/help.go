package books

// help is what the accountant and the supervisor do here, step by step.
func (b *Books) help(v *visit) error { return v.OK(helpPage(v.under(wHelp))) }
