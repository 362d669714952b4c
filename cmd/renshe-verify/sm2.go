package main

import "math/big"

// curve is y² = x³ + ax + b over a prime, with a point of order n.
type curve struct{ p, a, b, gx, gy, n *big.Int }

func number(s string) *big.Int {
	n, ok := new(big.Int).SetString(s, 16)
	if !ok {
		panic("not a number: " + s)
	}
	return n
}

// sm2Curve is the recommended curve of GB/T 32918.5.
var sm2Curve = &curve{
	number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF"), number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"),
	number("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"), number("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
	number("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"), number("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123"),
}

// point is one of a curve, in Jacobian coordinates: (x/z², y/z³); z = 0 is the point at infinity.
type point struct{ x, y, z *big.Int }

func (c *curve) mul(a, b *big.Int) *big.Int {
	r := new(big.Int).Mul(a, b)
	return r.Mod(r, c.p)
}

func (c *curve) sub(a, b *big.Int) *big.Int {
	r := new(big.Int).Sub(a, b)
	return r.Mod(r, c.p)
}

func (c *curve) times(k int64, a *big.Int) *big.Int { return c.mul(big.NewInt(k), a) }

func infinity() point { return point{big.NewInt(1), big.NewInt(1), new(big.Int)} }

// double is p + p.
func (c *curve) double(p point) point {
	if p.z.Sign() == 0 || p.y.Sign() == 0 {
		return infinity()
	}
	yy := c.mul(p.y, p.y)
	s := c.times(4, c.mul(p.x, yy))
	zz := c.mul(p.z, p.z)
	m := new(big.Int).Add(c.times(3, c.mul(p.x, p.x)), c.mul(c.a, c.mul(zz, zz)))
	x := c.sub(c.mul(m, m), c.times(2, s))
	y := c.sub(c.mul(m, c.sub(s, x)), c.times(8, c.mul(yy, yy)))
	return point{x, y, c.times(2, c.mul(p.y, p.z))}
}

// add is p + q.
func (c *curve) add(p, q point) point {
	if p.z.Sign() == 0 {
		return q
	}
	if q.z.Sign() == 0 {
		return p
	}
	pzz, qzz := c.mul(p.z, p.z), c.mul(q.z, q.z)
	u1, u2 := c.mul(p.x, qzz), c.mul(q.x, pzz)
	s1, s2 := c.mul(p.y, c.mul(qzz, q.z)), c.mul(q.y, c.mul(pzz, p.z))
	h, r := c.sub(u2, u1), c.sub(s2, s1)
	if h.Sign() == 0 {
		if r.Sign() == 0 {
			return c.double(p)
		}
		return infinity()
	}
	hh := c.mul(h, h)
	hhh, v := c.mul(hh, h), c.mul(u1, hh)
	x := c.sub(c.sub(c.mul(r, r), hhh), c.times(2, v))
	y := c.sub(c.mul(r, c.sub(v, x)), c.mul(s1, hhh))
	return point{x, y, c.mul(h, c.mul(p.z, q.z))}
}

// sum is j·g + k·p, both at once.
func (c *curve) sum(j *big.Int, g point, k *big.Int, p point) point {
	both := c.add(g, p)
	all := infinity()
	for i := max(j.BitLen(), k.BitLen()) - 1; i >= 0; i-- {
		all = c.double(all)
		switch {
		case j.Bit(i) == 1 && k.Bit(i) == 1:
			all = c.add(all, both)
		case j.Bit(i) == 1:
			all = c.add(all, g)
		case k.Bit(i) == 1:
			all = c.add(all, p)
		}
	}
	return all
}

// affineX gives a point's first coordinate; the point is not at infinity.
func (c *curve) affineX(p point) *big.Int {
	inverse := new(big.Int).ModInverse(p.z, c.p)
	return c.mul(p.x, c.mul(inverse, inverse))
}

// has says whether (x, y) is a point of the curve.
func (c *curve) has(x, y *big.Int) bool {
	if x.Sign() < 0 || y.Sign() < 0 || x.Cmp(c.p) >= 0 || y.Cmp(c.p) >= 0 {
		return false
	}
	right := new(big.Int).Add(c.mul(c.mul(x, x), x), c.mul(c.a, x))
	return c.sub(c.mul(y, y), right.Add(right, c.b)).Sign() == 0
}

// sm2Identity is the identity that GB/T 32918 has for whoever has none of their own.
const sm2Identity = "1234567812345678"

// verify checks a signature by GB/T 32918.2 under a message, by the key (x, y) of an identity.
func (c *curve) verify(identity, message string, x, y, r, s *big.Int) bool {
	one := big.NewInt(1)
	if r.Cmp(one) < 0 || s.Cmp(one) < 0 || r.Cmp(c.n) >= 0 || s.Cmp(c.n) >= 0 || !c.has(x, y) {
		return false
	}
	za := append([]byte{byte(len(identity) >> 5), byte(len(identity) << 3)}, identity...)
	for _, n := range []*big.Int{c.a, c.b, c.gx, c.gy, x, y} {
		za = append(za, n.FillBytes(make([]byte, 32))...)
	}
	z := sm3(za)
	digest := sm3(append(z[:], message...))
	t := new(big.Int).Add(r, s)
	if t.Mod(t, c.n).Sign() == 0 {
		return false
	}
	at := c.sum(s, point{c.gx, c.gy, one}, t, point{x, y, one})
	if at.z.Sign() == 0 {
		return false
	}
	e := new(big.Int).SetBytes(digest[:])
	e.Add(e, c.affineX(at))
	return e.Mod(e, c.n).Cmp(r) == 0
}
