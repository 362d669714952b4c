package demo

import (
	"context"

	"renshe/civil"
	"renshe/internal/workforce"
	"renshe/law"
	"renshe/policy"
)

// Sketch is somebody who draws the residents' pension in the demo county, without name or number: what a reform is tried on.
type Sketch struct {
	Village civil.Division
	Birth   civil.Month
	Inputs  map[string]string // as the calculator resident-pension takes them
}

// Receiving draws the people of a demo county without storing any, and calls each with everybody who lives and draws the residents'
// pension: those whom [Build] makes of the same options. A month whose working days are not published counts from its first day.
// Progress is told as done by Build.
func Receiving(ctx context.Context, rules *policy.Set, o Options, each func(Sketch) error) error {
	if o.County == 0 {
		o.County = Taoyuan
	}
	if o.People == 0 {
		o.People = SmallPeople
	}
	if o.People < MinPeople || o.People > MaxPeople {
		return BadSize.With("least", MinPeople, "most", MaxPeople).On("people")
	}
	places, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		return err
	}
	if len(places.Townships(o.County)) == 0 {
		return NoPlaces.With("county", o.County).On("county")
	}
	today := o.AsOf.FirstDay()
	if morning, err := Morning(o.AsOf); err == nil {
		today = civil.DateIn(morning)
	}
	plan, err := rules.Compile(o.County.Division(), o.AsOf, today, policy.ResidentEntitlement, policy.ResidentPension)
	if err != nil {
		return err
	}
	g := newGenerator(o, places, plan, today, workforce.Plan(places, o.County))
	drawn := 0
	for _, v := range g.villages {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := &chunk{}
		g.next(v, c)
		if err := c.receiving(each); err != nil {
			return err
		}
		drawn += len(c.people)
		if o.Progress != nil {
			o.Progress(Progress{stepPeople, drawn, o.People})
		}
	}
	return nil
}

// receiving tells of everybody in the chunk who lives and has a benefit. Both lists are in the order of the people's numbers.
func (c *chunk) receiving(each func(Sketch) error) error {
	n := 0
	for _, grant := range c.grants {
		for c.people[n].ID != grant.Person {
			n++
		}
		if p := c.people[n]; p.Died.IsZero() {
			if err := each(Sketch{p.Village, p.CitizenID.Birth().Month(), grant.Inputs}); err != nil {
				return err
			}
		}
	}
	return nil
}
