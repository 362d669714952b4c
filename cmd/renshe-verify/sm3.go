package main

import (
	"encoding/binary"
	"math/bits"
)

// sm3Rounds are the constants of SM3's rounds, turned as each round turns them.
var sm3Rounds = func() (t [64]uint32) {
	for j := range t {
		t[j] = bits.RotateLeft32(0x7a879d8a, j)
		if j < 16 {
			t[j] = bits.RotateLeft32(0x79cc4519, j)
		}
	}
	return t
}()

// sm3 is the hash function of GB/T 32905, written for this program alone.
func sm3(data []byte) hash {
	v := [8]uint32{0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e}
	whole := len(data) &^ 63
	for at := 0; at < whole; at += 64 {
		sm3Block(&v, data[at:at+64])
	}
	var end [128]byte
	n := copy(end[:], data[whole:])
	end[n] = 0x80
	size := 64
	if n >= 56 {
		size = 128
	}
	binary.BigEndian.PutUint64(end[size-8:], uint64(len(data))*8)
	for at := 0; at < size; at += 64 {
		sm3Block(&v, end[at:at+64])
	}
	var h hash
	for i, x := range v {
		binary.BigEndian.PutUint32(h[4*i:], x)
	}
	return h
}

func sm3Block(v *[8]uint32, block []byte) {
	var w [68]uint32
	for j := range 16 {
		w[j] = binary.BigEndian.Uint32(block[4*j:])
	}
	for j := 16; j < 68; j++ {
		x := w[j-16] ^ w[j-9] ^ bits.RotateLeft32(w[j-3], 15)
		w[j] = x ^ bits.RotateLeft32(x, 15) ^ bits.RotateLeft32(x, 23) ^ bits.RotateLeft32(w[j-13], 7) ^ w[j-6]
	}
	a, b, c, d, e, f, g, h := v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]
	for j := range 64 {
		turned := bits.RotateLeft32(a, 12)
		s1 := bits.RotateLeft32(turned+e+sm3Rounds[j], 7)
		s2 := s1 ^ turned
		var ff, gg uint32
		if j < 16 {
			ff, gg = a^b^c, e^f^g
		} else {
			ff, gg = a&b|a&c|b&c, e&f|^e&g
		}
		t1 := ff + d + s2 + (w[j] ^ w[j+4])
		t2 := gg + h + s1 + w[j]
		d, c, b, a = c, bits.RotateLeft32(b, 9), a, t1
		h, g, f, e = g, bits.RotateLeft32(f, 19), e, t2^bits.RotateLeft32(t2, 9)^bits.RotateLeft32(t2, 17)
	}
	for i, x := range [8]uint32{a, b, c, d, e, f, g, h} {
		v[i] ^= x
	}
}
