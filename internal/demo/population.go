package demo

import (
	"math/rand/v2"
	"slices"

	"renshe/civil"
	"renshe/internal/person"
)

// ageWeights gives how many of a thousand-odd people are of each age from 16: the county's served people are adults, the
// cohorts of 1962–1975 are the largest, and 28–29 % are 60 or older.
var ageWeights = func() []int {
	var w []int
	add := func(from, to, weight int) {
		for age := from; age <= to; age++ {
			w = append(w, weight)
		}
	}
	add(16, 24, 80)
	add(25, 34, 140)
	add(35, 44, 170)
	add(45, 54, 200)
	add(55, 59, 180)
	add(60, 69, 135)
	add(70, 79, 98)
	add(80, 89, 40)
	add(90, 97, 6)
	return w
}()

var ageTotal = func() (n int) {
	for _, w := range ageWeights {
		n += w
	}
	return n
}()

const firstAge = 16

// resident is one invented person while the village is put together.
type resident struct {
	id        int64
	sex       civil.Sex
	birth     civil.Date
	surname   string
	name      string
	household int64
	kin       person.Kin
	spouse    *resident
	role      role
}

// role is a part of the cast; most have none.
type role uint8

const (
	nobody          role = iota
	reachesNext          // reaches 60 next month, everything in order
	reachesNextToo       // another one, a woman
	pastUnapplied        // reached 60 two months ago and has not applied
	reachesShort         // reaches 60 next month, years short
	reachesEmployee      // reaches 60 next month, in the employees' scheme
)

var castRoles = []role{reachesNext, reachesNextToo, pastUnapplied, reachesShort, reachesEmployee}

// drawBirth draws a birth date of somebody alive on the day.
func drawBirth(r *rand.Rand, today civil.Date) civil.Date {
	n := r.IntN(ageTotal)
	age := firstAge
	for _, w := range ageWeights {
		if n < w {
			break
		}
		n -= w
		age++
	}
	// Somebody of that age was born on one of the days of the year that ended today, age years ago.
	newest := civil.DateOf(today.Year()-age, today.Month().Number(), today.Day())
	return newest.Add(-r.IntN(365))
}

// births draws the people of a village, oldest first. The cast comes out of the same number.
func births(r *rand.Rand, count int, asOf civil.Month, today civil.Date, cast []role) []*resident {
	all := make([]*resident, 0, count)
	for range count {
		p := &resident{sex: civil.Male, birth: drawBirth(r, today)}
		if r.IntN(1000) < 489 {
			p.sex = civil.Female
		}
		all = append(all, p)
	}
	for n, role := range cast {
		p := all[n]
		p.role, p.sex = role, civil.Male
		if role == reachesNextToo || role == reachesShort {
			p.sex = civil.Female
		}
		reach := asOf.Add(1)
		if role == pastUnapplied {
			reach = asOf.Add(-2)
		}
		p.birth = reach.Add(-pensionAge * 12).FirstDay().Add(4 + r.IntN(20))
	}
	slices.SortStableFunc(all, func(a, b *resident) int { return int(a.birth - b.birth) })
	return all
}

// pensionAge is only where the cast's birth dates come from; who reaches what and when, the policy says (see insure.go).
const pensionAge = 60

const daysAYear = 365

// marry pairs men and women of like age, most of those over 24.
func marry(r *rand.Rand, all []*resident, today civil.Date) {
	var women []*resident
	for _, p := range all {
		if p.sex == civil.Female {
			women = append(women, p)
		}
	}
	next := 0
	for _, man := range all {
		age := int(today-man.birth) / daysAYear
		if man.sex != civil.Male || age < 24 || r.IntN(100) >= married(age) {
			continue
		}
		for next < len(women) && women[next].birth < man.birth-2*daysAYear {
			next++
		}
		if next < len(women) && women[next].birth < man.birth+7*daysAYear && int(today-women[next].birth)/daysAYear >= 22 {
			man.spouse, women[next].spouse = women[next], man
			next++
		}
	}
}

// married is the share of men of that age who live with a wife, in percent.
func married(age int) int {
	switch {
	case age < 30:
		return 55
	case age < 70:
		return 90
	}
	return 65
}

// village puts people of one village into households and gives them surnames: couples first, then each
// unmarried younger one with a couple of their parents' age, then each lone old one with a couple of their children's age.
func (g *generator) village(all []*resident, surnameOf func() string) [][]*resident {
	today := g.today
	marry(g.rng, all, today)
	var homes [][]*resident
	var couples []int
	for _, p := range all {
		if p.sex == civil.Male && p.spouse != nil {
			couples = append(couples, len(homes))
			homes = append(homes, []*resident{p, p.spouse})
			p.surname, p.kin, p.spouse.surname, p.spouse.kin = surnameOf(), person.Head, surnameOf(), person.Spouse
		}
	}
	oldest := 0 // couples come in the order of the man's age, and so do their children: one pointer walks both
	lone := 0
	for _, p := range all {
		if p.spouse != nil {
			continue
		}
		age := int(today-p.birth) / daysAYear
		home := -1
		switch {
		case age < 40 && g.rng.IntN(100) < 88:
			home, oldest = find(homes, couples, oldest, p.birth-34*daysAYear, p.birth-21*daysAYear)
			if home >= 0 {
				p.kin, p.surname = person.Child, homes[home][0].surname
			}
		case age >= 66 && g.rng.IntN(100) < 60:
			home, lone = find(homes, couples, lone, p.birth+20*daysAYear, p.birth+36*daysAYear)
			if home >= 0 {
				p.kin = person.Parent
				if p.surname = surnameOf(); p.sex == civil.Male {
					p.surname = homes[home][0].surname
				}
			}
		}
		if home < 0 {
			p.kin, p.surname = person.Head, surnameOf()
			homes = append(homes, []*resident{p})
			continue
		}
		homes[home] = append(homes[home], p)
	}
	return homes
}

const maxHome = 6

// find walks the couples from a place on for one whose man was born in the span and whose home has room.
func find(homes [][]*resident, couples []int, from int, earliest, latest civil.Date) (home, next int) {
	for next = from; next < len(couples); next++ {
		h := couples[next]
		born := homes[h][0].birth
		if born > latest {
			return -1, next
		}
		if born >= earliest && len(homes[h]) < maxHome && len(homes[h]) < 2+int(born)&3 {
			return h, next
		}
	}
	return -1, next
}
