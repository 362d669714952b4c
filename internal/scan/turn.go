package scan

import (
	"bytes"
	"encoding/binary"
)

// orientation is the tag under which a camera notes how it was held (Exif 2.32, table 4): 1 upright, 2–8 turned or mirrored.
const orientation = 0x0112

// turn reads how a photograph's camera was held; 1 where nothing or nonsense is noted.
func turn(kind Kind, body []byte) int {
	if kind != JPEG {
		return 1
	}
	for at := 2; at+4 <= len(body) && body[at] == 0xff; {
		marker, size := body[at+1], int(binary.BigEndian.Uint16(body[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(body) {
			break
		}
		segment := body[at+4 : at+2+size]
		if marker == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")) {
			return noted(segment[6:])
		}
		at += 2 + size
	}
	return 1
}

// noted reads the orientation out of the first directory of a TIFF block.
func noted(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(tiff, []byte("MM")) {
		order = binary.BigEndian
	}
	if len(tiff) < 10 {
		return 1
	}
	first := int(order.Uint32(tiff[4:]))
	if first < 8 || first > len(tiff)-2 {
		return 1
	}
	const entry = 12
	for i, at := 0, first+2; i < int(order.Uint16(tiff[first:])) && at+entry <= len(tiff); i, at = i+1, at+entry {
		if order.Uint16(tiff[at:]) == orientation {
			return int(order.Uint16(tiff[at+8:]))
		}
	}
	return 1
}
