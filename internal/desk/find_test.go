package desk

import "testing"

func TestAHeadingShowsNoWholeNumber(t *testing.T) {
	for q, want := range map[string]string{
		"430725209901010015":   "430***********0015",
		"43072520990101002x 王": "430***********002x 王",
		"10012345678":          "100****5678",
		"王建国 0015":             "王建国 0015",
		"19660302":             "19660302",
		"":                     "",
	} {
		if got := shown(q); got != want {
			t.Errorf("shown(%q) = %q, want %q", q, got, want)
		}
	}
}
