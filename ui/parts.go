package ui

import (
	"maps"
	"slices"
	"strconv"

	"renshe/internal/words"
)

func (b Banner) role() string {
	if b.Tone == Danger || b.Tone == Good {
		return "status"
	}
	return "note"
}

func (t Tag) icon() Icon {
	if t.Icon != IconNone {
		return t.Icon
	}
	return t.Tone.sign()
}

func (d Due) icon() Icon {
	switch {
	case d.Done:
		return IconCheck
	case d.Paused:
		return IconPause
	case d.Left < 0:
		return IconStop
	case d.Left <= 2:
		return IconWarn
	}
	return IconClock
}

// sign of an event that has no tone is a clock: it is still to come.
func (e Event) sign() Icon {
	if e.Tone == Neutral {
		return IconClock
	}
	return e.Tone.sign()
}

func (e Empty) icon() Icon {
	if e.Icon == IconNone {
		return IconInbox
	}
	return e.Icon
}

func (s StepState) class() string {
	return [...]string{"later", "now", "done", "stopped"}[s]
}

func (s StepState) words() words.Text {
	return [...]words.Text{wStepLater, wStepNow, wStepDone, wStepStop}[s]
}

// stepNow is the number of the step one stands on: the first that is not done.
func stepNow(items []StepItem) int {
	for i, s := range items {
		if s.State != StepDone {
			return i + 1
		}
	}
	return len(items)
}

func step(yes bool) string {
	if yes {
		return "step"
	}
	return "false"
}

func percent(done, of int) int {
	if of <= 0 {
		return 0
	}
	return done * 100 / of
}

func (c ConfirmSpec) act() Button {
	b := c.Act
	b.Weight = Primary
	if c.Danger {
		b.Weight = Dangerous
	}
	return b
}

func (c ConfirmSpec) cancel() Button {
	b := c.Cancel
	b.Label = or(b.Label, wCancel)
	return b
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func (c Column) class() string {
	s := ""
	if c.Num {
		s = "num-col"
	}
	if c.Hide {
		s += " not-phone"
	}
	return s
}

func (t Table) column(i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{}
}

func (r TableRow) class() string {
	if r.Tone == Neutral {
		return ""
	}
	return "row-" + r.Tone.class()
}

func (t Tile) class() string { return "level-" + strconv.Itoa(min(max(t.Level, 0), 5)) }

// barSpan is the length of the longest bar, in the drawing's own units.
const barSpan = 1000

// barWidth is the bar's length beside the longest one.
func (c Chart) barWidth(b Bar) string {
	var most int64 = 1
	for _, x := range c.Bars {
		most = max(most, x.Value)
	}
	v := max(b.Value, 0)
	if v > 1<<50 {
		v, most = v>>12, most>>12 // a drawing needs no more than its first digits, and the product must not wrap
	}
	return strconv.FormatInt(v*barSpan/most, 10)
}

// short cuts s to n characters.
func short(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
