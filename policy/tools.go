package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"renshe/civil"
	"renshe/internal/fail"
)

// tools are the calculators that check and count rather than evaluate rules.
func tools() []*Calculator { return slices.Concat(limitTools(), numberTools(), pensionTools()) }

// calendarDigest identifies the loaded calendar, for the plans of the tools that use it.
func calendarDigest(c *civil.Calendar) string {
	h := sha256.New()
	first, last := c.Years()
	for d := civil.DateOf(first, 1, 1); d < civil.DateOf(last+1, 1, 1); d++ {
		working, err := c.IsWorkingDay(d)
		fmt.Fprintln(h, d, working, err == nil)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// toolPlan identifies a tool and the data it used.
func toolPlan(name, data string) string {
	sum := sha256.Sum256([]byte("renshe tool 1\n" + name + "\n" + data))
	return hex.EncodeToString(sum[:])
}

// onField names the input a calendar fault belongs to.
func onField(err error, field string) error {
	if e, ok := errors.AsType[*fail.Error](err); ok {
		return e.On(field)
	}
	return err
}
