package main

import (
	"crypto/rand"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"

	"github.com/emmansun/gmsm/sm2"
	gmsm3 "github.com/emmansun/gmsm/sm3"
)

// SM3: the two examples of GB/T 32905-2016 annex A, as gmsm's sm3_test.go and OpenSSL's tests have them; and every length against gmsm.
func TestSM3(t *testing.T) {
	for text, want := range map[string]string{
		"abc":                      "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
		strings.Repeat("abcd", 16): "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
	} {
		if got := sm3([]byte(text)); got.String() != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	data := make([]byte, 1000)
	rand.Read(data)
	for n := range data {
		if sm3(data[:n]) != hash(gmsm3.Sum(data[:n])) {
			t.Errorf("%d bytes: another hash than gmsm's", n)
		}
	}
}

// vector is a published example of an SM2 signature.
type vector struct {
	*curve
	identity, private, r, s string
}

// vectors: the recommended curve, GB/T 32918.5 / GM/T 0003.5-2012 annex A, as OpenSSL's test/sm2_internal_test.c quotes it; the test curve Fp-256,
// GB/T 32918.2 annex A, from draft-shen-sm2-ecdsa, as Botan's src/tests/data/pubkey/sm2_sig.vec quotes it. Both sign "message digest".
var vectors = []vector{
	{sm2Curve, sm2Identity, "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8",
		"F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"},
	{&curve{number("8542D69E4C044F18E8B92435BF6FF7DE457283915C45517D722EDB8B08F1DFC3"), number("787968B4FA32C3FD2417842E73BBFEFF2F3C848B6831D7E0EC65228B3937E498"),
		number("63E4C6D3B23B0C849CF84241484BFE48F61D59A5B16BA06E6E12D1DA27C5249A"), number("421DEBD61B62EAB6746434EBC3CC315E32220B3BADD50BDC4C4E6C147FEDD43D"),
		number("0680512BCBB42C07D47349D2153B70C4E5D7FDFCBFA36EA1A85841B9E46E09A2"), number("8542D69E4C044F18E8B92435BF6FF7DD297720630485628D5AE74EE7C32E79B7")},
		"ALICE123@YAHOO.COM", "128B2FA8BD433C6C068C8D803DFF79792A519A55171B1B650C23661D15897263",
		"40F1EC59F793D9F49E09DCEF49130D4194F79FB1EED2CAA55BACDB49C4E755D1", "6FC6DAC32C5D5CF10C77DFB20F7C2EB667A457872FB09EC56327A67EC7DEEBE7"},
}

func TestSM2Vectors(t *testing.T) {
	one := big.NewInt(1)
	for i, v := range vectors {
		p := v.sum(number(v.private), point{v.gx, v.gy, one}, new(big.Int), infinity())
		inverse := new(big.Int).ModInverse(p.z, v.p)
		x, y := v.affineX(p), v.mul(p.y, v.mul(inverse, v.mul(inverse, inverse)))
		if i == 0 && (x.Cmp(number("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020")) != 0 ||
			y.Cmp(number("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")) != 0) {
			t.Errorf("the public key is (%x, %x)", x, y)
		}
		r, s := number(v.r), number(v.s)
		if !v.verify(v.identity, "message digest", x, y, r, s) {
			t.Errorf("vector %d does not hold", i)
		}
		more := new(big.Int).Add(s, one)
		for what, taken := range map[string]bool{
			"another message":  v.verify(v.identity, "message digesu", x, y, r, s),
			"another identity": v.verify(v.identity+"x", "message digest", x, y, r, s),
			"another r":        v.verify(v.identity, "message digest", x, y, new(big.Int).Add(r, one), s),
			"another s":        v.verify(v.identity, "message digest", x, y, r, more),
			"r + n":            v.verify(v.identity, "message digest", x, y, new(big.Int).Add(r, v.n), s),
			"s + n":            v.verify(v.identity, "message digest", x, y, r, new(big.Int).Add(s, v.n)),
			"r = 0":            v.verify(v.identity, "message digest", x, y, new(big.Int), s),
			"s = 0":            v.verify(v.identity, "message digest", x, y, r, new(big.Int)),
			"r + s = n":        v.verify(v.identity, "message digest", x, y, r, new(big.Int).Sub(v.n, r)),
			"x and y swapped":  v.verify(v.identity, "message digest", y, x, r, s),
			"x + p":            v.verify(v.identity, "message digest", new(big.Int).Add(x, v.p), y, r, s),
		} {
			if taken {
				t.Errorf("vector %d with %s was taken", i, what)
			}
		}
	}
}

// What gmsm signs is taken, and nothing that was changed since.
func TestSM2AgreesWithGmsm(t *testing.T) {
	for range 20 {
		k, err := sm2.GenerateKey(rand.Reader)
		must(t, err)
		msg := make([]byte, 100)
		rand.Read(msg)
		r, s, err := sm2.SignWithSM2(rand.Reader, &k.PrivateKey, nil, msg)
		must(t, err)
		shared, err := sm2.PublicKeyToECDH(&k.PublicKey)
		must(t, err)
		raw := shared.Bytes()
		x, y := new(big.Int).SetBytes(raw[1:33]), new(big.Int).SetBytes(raw[33:])
		if !sm2Curve.verify(sm2Identity, string(msg), x, y, r, s) {
			t.Errorf("%s is refused", hex.EncodeToString(msg))
		}
		msg[7] ^= 1
		if sm2Curve.verify(sm2Identity, string(msg), x, y, r, s) {
			t.Error("a changed message was taken")
		}
	}
}

func BenchmarkSM2(b *testing.B) {
	v := vectors[0]
	x, y := number("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"), number("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")
	for b.Loop() {
		if !v.verify(v.identity, "message digest", x, y, number(v.r), number(v.s)) {
			b.Fatal("it does not hold")
		}
	}
}

func BenchmarkSM3(b *testing.B) {
	data := make([]byte, 352)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		sm3(data)
	}
}
