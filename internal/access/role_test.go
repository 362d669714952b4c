package access_test

import (
	"errors"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// allPermissions is every permission of the contract; a new one belongs here too.
var allPermissions = []access.Permission{access.PersonFind, access.PersonRead, access.PersonWrite, access.CaseOpen, access.CaseReview,
	access.RunPrepare, access.RunApprove, access.RunRelease, access.RunBank, access.FundRead, access.LedgerPost, access.LedgerConfirm, access.LedgerVerify,
	access.ReconcileMake, access.ReconcileCheck, access.BoardRead, access.SweepRun, access.UserManage, access.SelfRead}

func TestEveryRoleAndPermissionHasATitleAndAHolder(t *testing.T) {
	for _, r := range access.Roles() {
		if title := r.Title(); title.Zh == "" || title.En == "" || title.En == "unknown role" {
			t.Errorf("role %s has no title", r)
		}
		if back, ok := access.ParseRole(string(r)); !ok || back != r {
			t.Errorf("role %s does not read back", r)
		}
		for _, p := range r.Permissions() {
			if !r.May(p) {
				t.Errorf("%s lists %s and may not", r, p)
			}
		}
	}
	for _, p := range allPermissions {
		if title := p.Title(); title.Zh == "" || title.En == "" {
			t.Errorf("permission %s has no title", p)
		}
		held := false
		for _, r := range access.Roles() {
			held = held || (r != access.System && r.May(p))
		}
		if !held {
			t.Errorf("no person may %s", p)
		}
	}
	if _, ok := access.ParseRole("root"); ok {
		t.Error("an unknown role is known")
	}
}

func TestNoRoleHoldsBothHandsOfTheTwoPersonRule(t *testing.T) {
	for _, pair := range [][2]access.Permission{
		{access.CaseOpen, access.CaseReview}, {access.RunPrepare, access.RunApprove}, {access.RunBank, access.RunApprove},
		{access.RunPrepare, access.RunRelease}, {access.ReconcileMake, access.ReconcileCheck}, {access.LedgerPost, access.RunApprove}, {access.LedgerPost, access.LedgerConfirm},
		{access.UserManage, access.PersonRead}, {access.UserManage, access.RunApprove}, {access.UserManage, access.CaseReview},
	} {
		for _, r := range access.Roles() {
			if r.May(pair[0]) && r.May(pair[1]) {
				t.Errorf("%s may %s and %s", r, pair[0], pair[1])
			}
		}
	}
	for _, p := range allPermissions {
		if access.Citizen.May(p) != (p == access.SelfRead) {
			t.Errorf("a citizen and %s", p)
		}
	}
}

func TestARefusalNamesTheRoleAndWhoMay(t *testing.T) {
	err := access.Actor{Role: access.Officer}.May(access.RunApprove)
	if !errors.Is(err, access.NotAllowed) || fail.KindOf(err) != fail.Denied {
		t.Fatalf("%v", err)
	}
	for lang, want := range map[words.Lang][]string{
		words.Zh: {"经办员", "审批发放批次", "审批人"}, words.En: {"counter officer", "approve a payment run", "approver"},
	} {
		said := fail.As(err).Say(lang)
		for _, w := range want {
			if !strings.Contains(said.What+said.Next, w) {
				t.Errorf("%q does not say %q", said, w)
			}
		}
		if strings.ContainsAny(said.What+said.Next+said.Kept, "{}") {
			t.Errorf("a place is not filled: %q", said)
		}
	}
	if err := (access.Actor{}).May(access.PersonFind); !errors.Is(err, access.NotSignedIn) {
		t.Errorf("nobody: %v", err)
	}
	if err := (access.Actor{Role: "root"}).May(access.PersonFind); !errors.Is(err, access.NotAllowed) {
		t.Errorf("an unknown role: %v", err)
	}
	if err := (access.Actor{Role: access.Officer}).May(access.CaseOpen); err != nil {
		t.Errorf("an officer at his work: %v", err)
	}
}

func TestACitizenSeesHisOwnFileOnly(t *testing.T) {
	me := access.CitizenActor(county, 7, "甲")
	if err := me.MaySee(7); err != nil {
		t.Error(err)
	}
	if err := me.MaySee(8); !errors.Is(err, access.NotAllowed) {
		t.Errorf("another's: %v", err)
	}
	if err := access.CitizenActor(county, 0, "").MaySee(0); !errors.Is(err, access.NotAllowed) {
		t.Errorf("a citizen without a file sees file 0: %v", err)
	}
}
