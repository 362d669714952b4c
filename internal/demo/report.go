package demo

import "renshe/internal/enrolment"

// count adds a chunk to the report.
func (b *builder) count(c *chunk) {
	r := &b.report
	r.People += len(c.people)
	r.Households += len(c.households)
	r.Receiving += len(c.grants)
	r.Monthly += c.monthly
	r.ReachNext += c.reachNext
	r.Past += c.past
	r.LateDeaths += c.late
	r.Closed += c.closed
	r.Suspended += len(c.suspended)
	b.suspended = append(b.suspended, c.suspended...)
	for _, e := range c.load.Entries {
		if e.Kind == enrolment.Contributed {
			r.Contributions++
		}
		r.Accounts += e.Personal + e.Subsidy - e.Paid
	}
	both, banked := map[int64]bool{}, map[int64]bool{}
	for _, rel := range c.load.Relations {
		if rel.Scheme == enrolment.EmployeePension && rel.State == enrolment.Receiving {
			both[rel.Person] = true
		}
	}
	for _, a := range c.load.Banks {
		banked[a.Person] = true
	}
	for _, g := range c.grants {
		if !banked[g.Person] {
			r.NoAccount++
		}
		if both[g.Person] {
			r.Both++
		}
	}
}
