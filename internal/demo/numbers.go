package demo

import (
	"fmt"

	"renshe/civil"
)

// idStep leaves room under a person's number for the numbers of their relations and bank account.
const idStep = 10

// region was never assigned: no citizen ID begins with it.
const region = "430799"

// perDay is how many people of one sex may be born on a day before a number repeats.
const perDay = 500

// citizenID numbers the people born on a day so that no number repeats; the count lives in the generator.
func (g *generator) citizenID(sex civil.Sex, birth civil.Date) civil.CitizenID {
	key := birthday{birth, sex}
	n := g.bornOn[key]
	g.bornOn[key] = n + 1
	seq := (int(birth)*7919%perDay + perDay + n*37) % perDay * 2 // 37 and 500 have no common divisor: every number once
	if sex == civil.Male {
		seq++
	}
	return civil.MakeCitizenID(region, birth, seq)
}

type birthday struct {
	day civil.Date
	sex civil.Sex
}

// phoneNumber gives each number once: 100 and eight digits that look drawn.
func phoneNumber(n int64) string {
	return fmt.Sprintf("100%08d", (n*73856093+19349663)%100000000) // odd and not divisible by 5: a permutation of all eight digits
}

// cardNumber is an account number that passes its check digit and belongs to no bank: 620000, twelve digits, Luhn.
func cardNumber(n int64) civil.BankCard {
	s := fmt.Sprintf("620000%012d", (n*982451653+57885161)%1000000000000)
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return civil.BankCard(s + string(rune('0'+(10-sum%10)%10)))
}
