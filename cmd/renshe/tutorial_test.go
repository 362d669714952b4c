package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestBankTutorial runs docs/bank.md as it is printed: every command of its sh blocks, in one folder, one after the other.
func TestBankTutorial(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "bank.md"))
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	blocks := regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	for _, b := range blocks {
		script.WriteString(b[1])
	}
	if n := strings.Count(script.String(), "renshe "); n < 5 {
		t.Fatalf("the tutorial has %d commands", n)
	}
	for _, made := range []string{"march.xml", "bank/answer.xml", "bank/statement.xml", "bank/late.xml", "wrong/answer.txt", "cut/answer.csv", "late/answer.xlsx", "late/again.xml"} {
		script.WriteString("exists " + made + "\n")
	}
	file := filepath.Join(t.TempDir(), "bank.txtar")
	if err := os.WriteFile(file, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Files: []string{file}, Setup: func(env *testscript.Env) error {
		env.Setenv("LANG", "C")
		env.Setenv("RENSHE_LANG", "en")
		return nil
	}})
}
