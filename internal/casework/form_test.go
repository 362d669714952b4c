package casework

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
)

func claimItem(t *testing.T) *Item {
	t.Helper()
	items, err := LoadItems(law.FS, anyKnown(t))
	if err != nil {
		t.Fatal(err)
	}
	it, err := items.Get("R07")
	if err != nil {
		t.Fatal(err)
	}
	return it
}

// known is a person whose account is on file.
func knownAll() map[string]string {
	return map[string]string{fromName: "测试", fromCitizenID: "430***0013", fromBirth: "1966-04-01", fromVillage: "某村", fromHousehold: "户主",
		fromPhone: "10012345678", fromReach: "2026-04", fromPaidMonths: "180", fromAccount: "18620.00", fromBankAccount: "农商行 **** 0005",
		fromPayTo: payToOnFile}
}

func names(list []Missing) string {
	var s []string
	for _, m := range list {
		s = append(s, m.Name)
	}
	return strings.Join(s, " ")
}

func TestWhatIsKnownIsNotAsked(t *testing.T) {
	it := claimItem(t)
	cases := []struct {
		name  string
		form  Form
		known map[string]string
		want  string
	}{
		{"all on file", Form{}, knownAll(), "identity"},
		{"the card was seen", Form{Materials: map[string]string{"identity": "original"}}, knownAll(), ""},
		{"an agent", Form{Fields: map[string]string{"applicant": "agent"}}, knownAll(), "agent-name agent-id identity authority"},
		{"another account", Form{Fields: map[string]string{payTo: payToNew}}, knownAll(), "bank-name bank-number identity bank-card"},
		{"a cleared answer", Form{Fields: map[string]string{otherPension: ""}}, knownAll(), "other-pension identity"},
		{"nothing on file", Form{}, map[string]string{fromPayTo: payToNew}, "bank-name bank-number identity household-book bank-card"},
	}
	for _, c := range cases {
		q := answers(it, c.form, c.known)
		if got := names(missing(it, q, papers(it, c.form, c.known, q))); got != c.want {
			t.Errorf("%s: missing %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEveryMissingThingHasABasis(t *testing.T) {
	it := claimItem(t)
	q := answers(it, Form{}, nil)
	list := missing(it, q, papers(it, Form{}, nil, q))
	if len(list) < 3 {
		t.Fatalf("only %v are missing from an empty form", list)
	}
	for _, m := range list {
		if m.Basis == "" || m.Title.Zh == "" || m.Title.En == "" {
			t.Errorf("%+v", m)
		}
	}
}

func TestWrongAnswersAreFaultsOnTheirFields(t *testing.T) {
	it := claimItem(t)
	cases := []struct {
		field, typed string
		want         *fail.Fault
	}{
		{"agent-id", "4307251980010100", civil.CitizenIDLength},
		{"agent-id", "430725198001010011", civil.CitizenIDChecksum},
		{"agent-id", "430725198013010011", civil.CitizenIDDate},
		{"agent-id", "43072519800101A011", civil.CitizenIDCharacters},
		{"bank-number", "62000", civil.BankCardLength},
		{"bank-number", "62000000000abc05", civil.BankCardCharacters},
		{"phone", "12345", BadPhone},
		{"phone", "phone", BadPhone},
		{"applicant", "cat", NoChoice},
		{"other-pension", "maybe", NoChoice},
		{"bank-name", strings.Repeat("长", longestAnswer+1), TooLong},
	}
	for _, c := range cases {
		form := Form{Fields: map[string]string{"applicant": "agent", payTo: payToNew, c.field: c.typed}}
		_, _, err := checkAnswers(answers(it, form, nil))
		found := false
		for _, e := range fail.Each(err) {
			found = found || (errors.Is(e, c.want) && e.Field == c.field)
		}
		if !found {
			t.Errorf("%s=%q: %v instead of %s", c.field, c.typed, err, c.want.Code)
		}
	}
}

func TestAllFaultsComeTogether(t *testing.T) {
	form := Form{Fields: map[string]string{"applicant": "agent", "agent-id": "1", "phone": "1", payTo: payToNew, "bank-number": "1"}}
	_, _, err := checkAnswers(answers(claimItem(t), form, nil))
	if n := len(fail.Each(err)); n != 3 {
		t.Errorf("%d faults: %v", n, err)
	}
}

func TestWarningsForbidNothing(t *testing.T) {
	form := Form{Fields: map[string]string{payTo: payToNew, "bank-number": "6200 0000 0000 0001"}}
	values, warnings, err := checkAnswers(answers(claimItem(t), form, nil))
	if err != nil || len(warnings) != 1 || warnings[0].Code != "civil.bank-card-luhn" {
		t.Fatalf("%v %v", warnings, err)
	}
	if values[bankNumber] != "6200000000000001" {
		t.Errorf("the number is kept as %q", values[bankNumber])
	}
}

func TestAnswersThatAreNotAskedCountForNothing(t *testing.T) {
	form := Form{Fields: map[string]string{"applicant": "self", "agent-id": "nonsense", payTo: payToOnFile, "bank-number": "nonsense"}}
	values, _, err := checkAnswers(answers(claimItem(t), form, knownAll()))
	if err != nil || values["agent-id"] != "" || values[bankNumber] != "" {
		t.Errorf("%v %v", values, err)
	}
}

func TestADraftKeepsHalfTypedAnswers(t *testing.T) {
	it := claimItem(t)
	kept, err := merge(it, Form{}, Form{Fields: map[string]string{"agent-id": "43072"}})
	if err != nil || kept.Fields["agent-id"] != "43072" {
		t.Fatalf("%v %v", kept, err)
	}
	kept, err = merge(it, kept, Form{Materials: map[string]string{"identity": "original"}})
	if err != nil || kept.Fields["agent-id"] != "43072" || kept.Materials["identity"] != "original" {
		t.Fatalf("%v %v", kept, err)
	}
	for name, c := range map[string]struct {
		form Form
		want error
	}{
		"a locked field":     {Form{Fields: map[string]string{"birth": "1950-01-01"}}, LockedField},
		"an unknown field":   {Form{Fields: map[string]string{"star-sign": "x"}}, UnknownField},
		"an unknown paper":   {Form{Materials: map[string]string{"poem": "copy"}}, UnknownField},
		"an unknown form":    {Form{Materials: map[string]string{"identity": "fax"}}, NoChoice},
		"an endless answer":  {Form{Fields: map[string]string{"bank-name": strings.Repeat("x", longestAnswer+1)}}, TooLong},
		"a locked ID number": {Form{Fields: map[string]string{"citizen-id": "430725196604010013"}}, LockedField},
	} {
		if _, err := merge(it, kept, c.form); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		county := civil.County(rapid.IntRange(110000, 659999).Draw(t, "county"))
		var random [5]byte
		copy(random[:], rapid.SliceOfN(rapid.Byte(), 5, 5).Draw(t, "random"))
		code := makeCode(county, random)
		typed := strings.ToLower(GroupCode(code))
		typed = strings.NewReplacer("0", "o", "1", "l").Replace(typed)
		back, whose, err := ParseCode(" " + typed)
		if err != nil || back != code || whose != county {
			t.Fatalf("%s typed as %s is %s of %d: %v", code, typed, back, whose, err)
		}
	})
	for _, bad := range []string{"", "D4V5-7K2M", "D4V5-7K2M-9QXRR", "D4V5-7K2M-9QX!", "UUUU-UUUU-UUUU"} {
		if _, _, err := ParseCode(bad); !errors.Is(err, NoSuchLetter) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestUrgency(t *testing.T) {
	due := civil.DateOf(2026, 3, 30)
	warn := due.Add(-4)
	for _, c := range []struct {
		state    State
		standing civil.Date
		today    civil.Date
		want     Urgency
		says     string
	}{
		{Submitted, 0, due.Add(-10), InTime, "还有10天"},
		{Submitted, 0, warn - 1, InTime, "还有5天"},
		{Review, 0, warn, Soon, "只剩4天"},
		{Submitted, 0, due, Today, "今天到期"},
		{Submitted, 0, due.Add(2), Overdue, "已超期2天"},
		{Review, warn, due.Add(2), Stands, "已中止计时"},
		{Approved, 0, due.Add(2), NoClock, ""},
		{Draft, 0, due, NoClock, ""},
	} {
		var r Row
		r.Urgency, r.DaysLeft = urgency(&Case{State: c.state, Due: due, Warn: warn, Standing: c.standing}, c.today)
		if r.Urgency != c.want || r.Says().In(words.Zh) != c.says {
			t.Errorf("%s on %s: %v %q", c.state, c.today, r.Urgency, r.Says().Zh)
		}
	}
}
