package casework

import (
	"context"
	"errors"
	"slices"
	"time"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/scan"
	"renshe/internal/words"
)

// Attachment is a scan or a photograph of one paper (材料附件), without its content.
type Attachment struct {
	ID       int64
	Case     int64
	Material string
	Name     string // as it was brought; shown only
	Kind     scan.Kind
	Bytes    int64 // as it is stored
	By       int64
	ByName   string
	At       time.Time
}

// Brought is a file as it was uploaded.
type Brought struct {
	Material string
	Name     string
	Body     []byte
}

// The limits of one case: a matter with every paper scanned has a dozen pages.
const (
	MostAttachments     = 20
	mostAttachedBytes   = 24 << 20
	longestAttachedName = 80 // characters
)

var (
	// NoAttachment is a file that this case does not have.
	NoAttachment = fail.Define(fail.NotFound, "casework.no-attachment",
		words.Text{Zh: "这个办件没有这份附件。", En: "The case has no such file."}, unchanged,
		words.Text{Zh: "请从办件页面打开。", En: "Open it from the page of the case."})
	// TooManyAttached is more than a case may hold.
	TooManyAttached = fail.Define(fail.Invalid, "casework.too-many-attached",
		words.Text{Zh: "一个办件最多 {count} 份附件，合计 {size} MB。", En: "A case holds at most {count} files of together {size} MB."}, draftKept,
		words.Text{Zh: "请先删去不需要的，或者只传看不清原件的那几页。", En: "Remove what is not needed, or send only the pages that matter."})
	// NotYourAttachment is a file that somebody else has uploaded.
	NotYourAttachment = fail.Define(fail.Denied, "casework.not-your-attachment",
		words.Text{Zh: "这份附件是{who}传的，只有本人能在提交前删去。", En: "{who} uploaded this file; only they may remove it, before submission."}, caseKept,
		words.Text{Zh: "请联系上传的人。", En: "Ask them."})

	attaching = verb{"attach", []State{Draft, Incomplete}, "", words.Text{Zh: "再加减附件", En: "given or relieved of files"}}
)

// lookedAtFile is the purpose under which a look at a file is shown to the person.
const lookedAtFile = "查看材料附件"

// Attach keeps files with papers of a draft, and marks the papers as handed over. Every file is drawn anew or looked into first; if one is
// refused, none is kept.
func (o *Office) Attach(ctx context.Context, actor access.Actor, id int64, files []Brought) error {
	if err := actor.May(access.CaseOpen); err != nil {
		return err
	}
	if len(files) > MostAttachments {
		return tooManyAttached()
	}
	kept := make([]scan.Kept, len(files))
	var all []error
	for i, f := range files {
		var err error
		if kept[i], err = scan.Keep(named(f.Name), f.Body); err != nil {
			all = append(all, fail.As(err).On(f.Material))
		}
	}
	if err := errors.Join(all...); err != nil {
		return err
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, sealed, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := attaching.check(c.State); err != nil {
			return err
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		count, bytes, err := attachedSize(ctx, tx, c.County, c.ID)
		if err != nil {
			return err
		}
		for i, f := range files {
			if _, ok := it.material(f.Material); !ok {
				return UnknownField.With("field", cutOff(f.Material))
			}
			count, bytes = count+1, bytes+int64(len(kept[i].Body))
			if count > MostAttachments || bytes > mostAttachedBytes {
				return tooManyAttached()
			}
			if err := o.keepFile(ctx, tx, actor, c, f, kept[i]); err != nil {
				return err
			}
		}
		return o.handedOver(ctx, tx, actor, c, it, sealed, files)
	})
}

func tooManyAttached() error {
	return TooManyAttached.With("count", MostAttachments, "size", mostAttachedBytes>>20)
}

// named cuts a file's name to what a page can show.
func named(name string) string {
	if r := []rune(name); len(r) > longestAttachedName {
		return string(r[:longestAttachedName]) + "…"
	}
	return name
}

func (o *Office) keepFile(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, f Brought, k scan.Kept) error {
	a := Attachment{ID: tx.NewID(), Case: c.ID, Material: f.Material, Name: named(f.Name), Kind: k.Kind, Bytes: int64(len(k.Body)),
		By: actor.User, ByName: actor.Name, At: tx.Now()}
	name := o.Box.Seal([]byte(a.Name), bound("attachment-name", c.County, a.ID))
	body := o.Box.Seal(k.Body, bound("attachment", c.County, a.ID))
	if err := insertAttachment(ctx, tx, c.County, a, name, body); err != nil {
		return err
	}
	detail := map[string]string{"item": c.Item, "material": a.Material, "kind": string(a.Kind), "bytes": text(a.Bytes)}
	return o.Access.AuditIn(ctx, tx, actor, "case.attached", access.Subject("case", c.ID), detail)
}

// handedOver marks the papers of which there is a file now: nobody scans what he was not given.
func (o *Office) handedOver(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, it *Item, sealed []byte, files []Brought) error {
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return err
	}
	sent := Form{Materials: map[string]string{}}
	for _, f := range files {
		if m, _ := it.material(f.Material); form.Materials[f.Material] == "" {
			sent.Materials[f.Material] = m.Form
		}
	}
	if len(sent.Materials) == 0 {
		return nil
	}
	next, err := merge(it, form, sent)
	if err != nil {
		return err
	}
	if sealed, err = o.sealForm(c.County, c.ID, next); err != nil {
		return err
	}
	fresh, err := saveForm(ctx, tx, actor, c, sealed)
	return errors.Join(err, staleUnless(fresh, c))
}

// Attachments lists the files of a case, oldest first.
func (o *Office) Attachments(ctx context.Context, actor access.Actor, id int64) (list []Attachment, err error) {
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		c, _, err := readCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		list, err = o.attached(ctx, tx, c)
		return err
	})
	return list, err
}

func (o *Office) attached(ctx context.Context, tx *db.Tx, c *Case) ([]Attachment, error) {
	list, names, err := readAttachments(ctx, tx, c.County, c.ID)
	for i := range list {
		name, bad := o.Box.Unseal(names[i], bound("attachment-name", c.County, list[i].ID))
		if bad != nil {
			return nil, bad
		}
		list[i].Name = string(name)
	}
	return list, err
}

// Attached opens one file to somebody who may read the case, and logs the look.
func (o *Office) Attached(ctx context.Context, actor access.Actor, id, file int64) (a Attachment, body []byte, err error) {
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, _, err := readCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		if a, err = o.oneAttached(ctx, tx, c, file); err != nil {
			return err
		}
		if body, err = o.contentOf(ctx, tx, c, file); err != nil {
			return err
		}
		return o.Access.LookedIn(ctx, tx, actor, c.Person, lookedAtFile)
	})
	return a, body, err
}

// contentOf opens what is kept of a file.
func (o *Office) contentOf(ctx context.Context, tx *db.Tx, c *Case, file int64) ([]byte, error) {
	sealed, err := readAttachment(ctx, tx, c.County, c.ID, file)
	if err != nil {
		return nil, err
	}
	return o.Box.Unseal(sealed, bound("attachment", c.County, file))
}

func (o *Office) oneAttached(ctx context.Context, tx *db.Tx, c *Case, file int64) (Attachment, error) {
	list, err := o.attached(ctx, tx, c)
	if err != nil {
		return Attachment{}, err
	}
	i := slices.IndexFunc(list, func(a Attachment) bool { return a.ID == file })
	if i < 0 {
		return Attachment{}, NoAttachment.With()
	}
	return list[i], nil
}

// Detach removes a file from a draft; only who uploaded it may. What was submitted stays as it was submitted.
func (o *Office) Detach(ctx context.Context, actor access.Actor, id, file int64) error {
	if err := actor.May(access.CaseOpen); err != nil {
		return err
	}
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, _, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := attaching.check(c.State); err != nil {
			return err
		}
		a, err := o.oneAttached(ctx, tx, c, file)
		if err != nil {
			return err
		}
		if a.By != actor.User {
			return NotYourAttachment.With("who", a.ByName)
		}
		if err := deleteAttachment(ctx, tx, c.County, c.ID, file); err != nil {
			return err
		}
		return o.Access.AuditIn(ctx, tx, actor, "case.detached", access.Subject("case", c.ID), map[string]string{"item": c.Item, "material": a.Material})
	})
}
