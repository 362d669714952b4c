package house

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// personTables are all tables that say something of a person. Each says what the office does for him, or what he has: none has room for what
// anybody thinks of him, or for how often he has complained.
var personTables = []string{"account_withdrawal", "account_withdrawal_year", "bank_account", "entitlement", "finding", "gate_list_row", "letter", "login_user", "look", "one_time_code", "outbox", "overpayment",
	"payment", "payment_line", "pension_account", "pension_entry", "person_change", "person_key", "reception_call", "registration", "relation", "relation_transfer", "service_case"}

// personColumns are the columns of what a person's file itself is made of.
var personColumns = map[string]string{
	"person":       "birth citizen_sealed citizen_tail county died household id initials kin name phone_hash phone_sealed phone_tail pinyin registered_at sex version village",
	"registration": "at attributes_sealed by_name by_user case_id county ended_at ended_by ended_name ended_on ended_why from_on id kind person until_on",
}

const whyNoMarks = "no file marks a person as a troublemaker, and none can: the data model has no place for it. A table that says something of a person is added here only " +
	"when it holds what the office does for him or what he has, and never an opinion of him or a count of his complaints"

// No file marks a person: the tables that have a person are a closed list.
func TestNoTableMarksAPerson(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root(t), "internal", "db", "testdata", "schema.postgres.sql"))
	if err != nil {
		t.Fatal(err)
	}
	column := regexp.MustCompile(`(?m)^column ([a-z_]+)\.([a-z_]+) `)
	found, own := []string{}, map[string][]string{}
	for _, m := range column.FindAllStringSubmatch(string(b), -1) {
		if m[2] == "person" {
			found = append(found, m[1])
		}
		if _, ok := personColumns[m[1]]; ok {
			own[m[1]] = append(own[m[1]], m[2])
		}
		if opinion.MatchString(m[1] + " " + m[2]) {
			t.Errorf("the column %s.%s: %s", m[1], m[2], whyNoMarks)
		}
	}
	slices.Sort(found)
	if !slices.Equal(found, personTables) {
		t.Errorf("the tables with a person are %v, not %v: %s", found, personTables, whyNoMarks)
	}
	for table, want := range personColumns {
		slices.Sort(own[table])
		if got := strings.Join(own[table], " "); got != want {
			t.Errorf("%s has the columns %q, not %q: %s", table, got, want, whyNoMarks)
		}
	}
}

// opinion is what a column would be called that holds a judgement or a profile of somebody.
var opinion = regexp.MustCompile(`\b(petition|complain|trouble|risk|watch|blacklist|flag|tag|score|rank|profile)`)

// Words that mark people; they stand nowhere. Words of petitions stand only where a petition is served.
var (
	markWords     = regexp.MustCompile(`上访户|缠访|闹访|越级访|重点人员|重点稳控|稳控|黑名单|troublemaker|blacklist`)
	petitionWords = regexp.MustCompile(`信访|petition`)
	servesThem    = []string{"law/areas.yaml", "law/blocks/disputed.yaml", "law/clocks.yaml", "law/retention.yaml", "law/items/L04.yaml", "law/limits/petitions.yaml", "law/letters/petition-opinion.yaml",
		"law/letters/dispute-notice.yaml", "law/letters/dispute-outcome.yaml", "law/letters/dispute-receipt.yaml", "law/cases/limits/petitions.yaml"}
)

// No register kind, area, ground, gate check or field of law/ is about somebody's being a petitioner: the word stands only in the item that
// serves him, in its limits and its letters.
func TestNoLawMarksAPerson(t *testing.T) {
	eachFile(t, func(rel, full string) {
		law, sql := strings.HasPrefix(rel, "law/"), strings.HasSuffix(rel, ".sql")
		if !law && !sql {
			return
		}
		b, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		if m := markWords.Find(b); m != nil {
			t.Errorf("%s says %s: %s", rel, m, whyNoMarks)
		}
		if m := petitionWords.Find(b); m != nil && !sql && !slices.Contains(servesThem, rel) {
			t.Errorf("%s says %s: %s", rel, m, whyNoMarks)
		}
	})
}

// countsPeople is a query on cases, their acts or their events that groups them by person.
var countsPeople = regexp.MustCompile(`(?s)(service_case|case_act|case_event|reception_call).*GROUP BY[^)]*\bperson\b`)

// Nobody counts anybody's matters: no query groups cases by person.
func TestNobodyCountsAPersonsMatters(t *testing.T) {
	literal := regexp.MustCompile("(?s)`[^`]*`")
	eachFile(t, func(rel, full string) {
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return
		}
		b, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		for _, q := range literal.FindAll(b, -1) {
			if countsPeople.Match(q) {
				t.Errorf("%s groups matters by person (%s): %s", rel, q, whyNoMarks)
			}
		}
	})
	for _, marks := range []string{"`SELECT person, count(*) FROM service_case WHERE county=$1 AND item='L04' GROUP BY person`", "`SELECT count(*) FROM service_case c GROUP BY c.person`"} {
		if !countsPeople.MatchString(marks) {
			t.Errorf("the guard lets %s through", marks)
		}
	}
}
