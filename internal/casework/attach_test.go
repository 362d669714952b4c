package casework

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"strings"
	"sync"
	"testing"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/scan"
)

func photograph(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A photograph of a paper is kept sealed, seen by those who may read the case, and every look is shown to the person.
func TestAPaperIsScanned(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(2)
		v, err := w.office.Open(w.ctx, w.officer, "R07", person)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.office.Attach(w.ctx, w.officer, v.ID, []Brought{{"identity", "身份证正面.jpg", photograph(t)}, {"identity", "身份证反面.jpg", photograph(t)}}); err != nil {
			t.Fatal(err)
		}
		list, err := w.office.Attachments(w.ctx, w.reviewer, v.ID)
		if err != nil || len(list) != 2 || list[0].Name != "身份证正面.jpg" || list[0].Kind != scan.JPEG || list[0].ByName != w.officer.Name {
			t.Fatalf("%+v %v", list, err)
		}
		now, err := w.office.Get(w.ctx, w.officer, v.ID)
		if err != nil || now.Version != v.Version+1 || len(now.Missing) != 0 {
			t.Errorf("the paper is not handed over: version %d, missing %v: %v", now.Version, now.Missing, err)
		}
		a, body, err := w.office.Attached(w.ctx, w.reviewer, v.ID, list[1].ID)
		if err != nil || a.Name != "身份证反面.jpg" || int64(len(body)) != a.Bytes || !bytes.HasPrefix(body, []byte("\xff\xd8\xff")) {
			t.Errorf("%+v, %d bytes: %v", a, len(body), err)
		}
		looks, err := w.office.Access.Looks(w.ctx, w.reviewer, person, 20)
		if err != nil || len(looks) == 0 || looks[0].Purpose != lookedAtFile {
			t.Errorf("the look is not shown: %+v %v", looks, err)
		}
		w.nothingReadable(v.ID)
		w.onlyItsOwn(v.ID, list)
	})
}

// nothingReadable: neither the name nor the picture lies open in the database.
func (w *world) nothingReadable(id int64) {
	w.t.Helper()
	var name, body []byte
	err := w.d.View(w.ctx, func(tx *db.Tx) error {
		return tx.QueryRow(w.ctx, `SELECT name_sealed, body_sealed FROM case_attachment WHERE county=$1 ORDER BY id LIMIT 1`, taoyuan).Scan(&name, &body)
	})
	if err != nil || bytes.Contains(name, []byte("身份证")) || bytes.Contains(body, []byte("\xff\xd8\xff")) {
		w.t.Errorf("case %d: what is stored can be read: %v", id, err)
	}
}

// onlyItsOwn: who uploaded a file removes it, until submission; strangers to the case see nothing.
func (w *world) onlyItsOwn(id int64, list []Attachment) {
	t := w.t
	t.Helper()
	if err := w.office.Detach(w.ctx, w.second, id, list[0].ID); !errors.Is(err, NotYourAttachment) {
		t.Errorf("somebody else removes it: %v", err)
	}
	if err := w.office.Detach(w.ctx, w.reviewer, id, list[0].ID); !errors.Is(err, access.NotAllowed) {
		t.Errorf("a reviewer removes it: %v", err)
	}
	for _, actor := range []access.Actor{{}, w.boss, {County: taoyuan, Person: 77, Role: access.Citizen, User: 77}} {
		if _, _, err := w.office.Attached(w.ctx, actor, id, list[0].ID); err == nil {
			t.Errorf("%s sees it", actor.Role)
		}
	}
	if _, _, err := w.office.Attached(w.ctx, access.Actor{County: 430726, User: 1, Name: "x", Role: access.Officer}, id, list[0].ID); !errors.Is(err, NoSuchCase) {
		t.Errorf("another county: %v", err)
	}
	if err := w.office.Detach(w.ctx, w.officer, id, list[0].ID); err != nil {
		t.Error(err)
	}
	if _, _, err := w.office.Attached(w.ctx, w.officer, id, list[0].ID); !errors.Is(err, NoAttachment) {
		t.Errorf("what was removed: %v", err)
	}
	v, err := w.office.Get(w.ctx, w.officer, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.Submit(w.ctx, w.officer, Submission{Case: id, Version: v.Version}); err != nil {
		t.Fatal(err)
	}
	if err := w.office.Detach(w.ctx, w.officer, id, list[1].ID); !errors.Is(err, WrongState) {
		t.Errorf("removed after submission: %v", err)
	}
	if err := w.office.Attach(w.ctx, w.officer, id, []Brought{{"identity", "x.jpg", photograph(t)}}); !errors.Is(err, WrongState) {
		t.Errorf("added after submission: %v", err)
	}
}

// One wrong file, and none is kept; the limits of a case hold for two people at once.
func TestAttachmentsAreRefused(t *testing.T) {
	eachWorld(t, func(w *world) {
		v, err := w.office.Open(w.ctx, w.officer, "R07", w.entitled(4))
		if err != nil {
			t.Fatal(err)
		}
		good := Brought{"identity", "a.jpg", photograph(t)}
		for what, c := range map[string]struct {
			bad  Brought
			code string
		}{
			"a renamed program":   {Brought{"identity", "b.jpg", []byte("MZ\x90")}, "scan.not-kept"},
			"a PDF with a script": {Brought{"identity", "c.pdf", []byte("%PDF-1.4 1 0 obj << /S /JavaScript >> %%EOF")}, "scan.active"},
			"of no paper":         {Brought{"wedding", "d.jpg", good.Body}, "casework.unknown-field"},
		} {
			err := w.office.Attach(w.ctx, w.officer, v.ID, []Brought{good, c.bad})
			if err == nil || fail.As(err).Code != c.code || strings.Contains(err.Error(), string(c.bad.Body)) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if list, err := w.office.Attachments(w.ctx, w.officer, v.ID); err != nil || len(list) != 0 {
			t.Errorf("some are kept: %+v %v", list, err)
		}
		if err := w.office.Attach(w.ctx, w.reviewer, v.ID, []Brought{good}); !errors.Is(err, access.NotAllowed) {
			t.Errorf("a reviewer uploads: %v", err)
		}
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() {
				many := make([]Brought, 8)
				for i := range many {
					many[i] = good
				}
				if err := w.office.Attach(w.ctx, w.officer, v.ID, many); err != nil && !errors.Is(err, TooManyAttached) && !errors.Is(err, Changed) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if list, err := w.office.Attachments(w.ctx, w.officer, v.ID); err != nil || len(list) != 16 {
			t.Errorf("%d files are kept: %v", len(list), err)
		}
	})
}
