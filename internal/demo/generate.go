package demo

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math/rand/v2"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/workforce"
	"renshe/money"
	"renshe/policy"
)

// generator draws the county, one village after the other, from one stream.
type generator struct {
	rng      *rand.Rand
	places   *civil.Divisions
	county   civil.County
	plan     *policy.Plan
	asOf     civil.Month
	today    civil.Date
	villages []village
	cast     map[civil.Division][]role

	bornOn     map[birthday]int
	lastPerson int64
	lastHome   int64
	sum        hash.Hash
	sumBuffer  []byte
}

// village is one place and how many live there.
type village struct {
	code   civil.Division
	people int
}

// chunk is what one step of the generator made: a few villages.
type chunk struct {
	households []person.Household
	people     []person.Loaded
	load       enrolment.Load
	grants     []benefit.Grant
	suspended  []int64
	late       int // dead with a living entitlement
	closed     int // closed bank accounts of receivers
	monthly    money.Fen
	reachNext  int // the living who reach the age next month
	past       int // the living who are past it for up to three months and still contribute
}

// seeded makes the stream of a seed; purpose keeps people and stations apart, so that one does not move the other.
func seeded(seed uint64, purpose string) *rand.Rand {
	key := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("renshe demo "+purpose+" "), seed))
	return rand.New(rand.NewChaCha8(key))
}

func newGenerator(o Options, places *civil.Divisions, plan *policy.Plan, today civil.Date, stations []workforce.Station) *generator {
	g := &generator{rng: seeded(o.Seed, "people"), places: places, county: o.County, plan: plan, asOf: o.AsOf, today: today,
		cast: map[civil.Division][]role{}, bornOn: map[birthday]int{}, sum: sha256.New()}
	home := storyVillages(stations)
	for n, role := range castRoles {
		v := home[n%len(home)]
		g.cast[v] = append(g.cast[v], role)
	}
	g.settle(o.People)
	return g
}

// storyStation is where the story's officer sits: 陬市镇.
const storyStation = "430725101"

func storyVillages(stations []workforce.Station) []civil.Division {
	for _, s := range stations {
		if s.Code == storyStation {
			return s.Villages
		}
	}
	return stations[0].Villages
}

// settle shares the people among the villages by weight; the shares add up exactly, and no village is empty.
func (g *generator) settle(people int) {
	var weights []int
	total := 0
	for _, town := range g.places.Townships(g.county) {
		for _, v := range g.places.Villages(town) {
			w := 70 + g.rng.IntN(60)
			if g.places.Kind(v) == "community" {
				w = w * 14 / 10
			}
			if g.places.Kind(town) == "street" {
				w = w * 16 / 10
			}
			weights = append(weights, w)
			total += w
			g.villages = append(g.villages, village{code: v})
		}
	}
	given, before := 0, 0
	spare := people - len(weights) // one each, the rest by weight
	for n, w := range weights {
		before += w
		upTo := spare * before / total
		g.villages[n].people = 1 + upTo - given
		given = upTo
	}
	for n, v := range g.villages {
		if need := len(g.cast[v.code]); v.people < need {
			g.villages[n].people = need
		}
	}
}

// next draws the people of one village into the chunk.
func (g *generator) next(v village, c *chunk) {
	homes := g.village(births(g.rng, v.people, g.asOf, g.today, g.cast[v.code]), g.surnames(v.code))
	for _, home := range homes {
		g.lastHome++
		c.households = append(c.households, person.Household{ID: g.lastHome, Village: v.code})
		for _, p := range home {
			g.lastPerson++
			p.id, p.household = g.lastPerson, g.lastHome
			p.name = fullName(g.rng, p.surname, p.sex, p.birth.Year())
			l := person.Loaded{ID: p.id, Name: p.name, CitizenID: g.citizenID(p.sex, p.birth), Phone: g.phone(p, home), Village: v.code,
				Household: p.household, Kin: p.kin}
			l.Died = g.insure(p, c)
			c.people = append(c.people, l)
		}
	}
}

// surnames draws as a village does: two families make a good third of it, and the Uygur townships have theirs.
func (g *generator) surnames(v civil.Division) func() string {
	first, second := pickEarly(g.rng, surnames), surnames[g.rng.IntN(len(surnames))]
	if town := g.places.Name(v.Township()); town == "枫树维吾尔族回族乡" || town == "青林回族维吾尔族乡" {
		first = clan
	}
	return func() string {
		switch n := g.rng.IntN(100); {
		case n < 22:
			return first
		case n < 36:
			return second
		}
		return pickEarly(g.rng, surnames)
	}
}

// phone draws a phone of one's own, of the household's head for many of the old, or none.
func (g *generator) phone(p *resident, home []*resident) string {
	age := int(g.today-p.birth) / daysAYear
	switch n := g.rng.IntN(100); {
	case p.role != nobody || age < 65 && n < 97 || age < 75 && n < 80 || n < 40:
		return phoneNumber(p.id)
	case home[0] != p && n < 90:
		return phoneNumber(home[0].id)
	}
	return ""
}

// summed adds a chunk to the fingerprint: every logical value, in the order it was made.
func (g *generator) summed(c *chunk) {
	b := g.sumBuffer[:0]
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	for _, h := range c.households {
		b = binary.AppendVarint(b, h.ID)
		text(string(h.Village))
	}
	for _, p := range c.people {
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, p.ID), p.Household), int64(p.Died))
		text(p.Name)
		text(string(p.CitizenID))
		text(p.Phone)
		text(string(p.Village))
		text(string(p.Kin))
	}
	for _, r := range c.load.Relations {
		for _, n := range []int64{r.ID, r.Person, int64(r.Joined), int64(r.Ended)} {
			b = binary.AppendVarint(b, n)
		}
		text(string(r.Scheme))
		text(string(r.State))
	}
	for _, e := range c.load.Entries {
		for _, n := range []int64{e.Person, int64(e.Period), int64(e.Grade), int64(e.Personal), int64(e.Subsidy), int64(e.Paid), int64(e.Months), int64(e.On)} {
			b = binary.AppendVarint(b, n)
		}
		text(string(e.Kind))
	}
	for _, a := range c.load.Banks {
		b = binary.AppendVarint(binary.AppendVarint(b, a.Person), int64(a.Since))
		text(a.Bank + string(a.Number) + string(a.Status))
	}
	for _, e := range c.grants {
		b = binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, e.Person), int64(e.Start)), int64(e.PaidBefore))
		text(e.Inputs["account"])
		text(e.Inputs["paid-months"])
	}
	for _, id := range c.suspended {
		b = binary.AppendVarint(b, id)
	}
	g.sum.Write(b)
	g.sumBuffer = b[:0]
}
