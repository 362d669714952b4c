package db

import "testing"

func TestParametersByPlace(t *testing.T) {
	for _, x := range []struct {
		q    string
		want string
	}{
		{`a=$1 AND b IN ($2,$3)`, `a=? AND b IN (?,?)`},
		{`a='$9' AND b=$1 OR c=$2`, `a='$9' AND b=? OR c=?`},
		{`$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11`, `?,?,?,?,?,?,?,?,?,?,?`},
		{`b=$2 AND a=$1`, `b=$2 AND a=$1`}, // out of order
		{`a=$1 AND b=$1`, `a=$1 AND b=$1`}, // one value twice
		{`a=1`, `a=1`},
		{`a=$1 AND b='it''s $2' AND c=$2`, `a=? AND b='it''s $2' AND c=?`},
	} {
		if got := byPlace(x.q); got != x.want {
			t.Errorf("%s: %s", x.q, got)
		}
	}
}
