package person

import (
	"context"
	"errors"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
)

// delta is one changed field, masked where it is a number.
type delta struct{ field, was, became string }

// ChangeIn corrects a file. version is the one the actor saw: if the file has moved on, nothing is changed and [Changed] says so.
// reason says on what document the correction rests. It gives the file as it is after.
func (r *Registry) ChangeIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, version int, c Change, reason string) (Person, error) {
	if err := mayWrite(actor); err != nil {
		return Person{}, err
	}
	if reason == "" {
		return Person{}, NoReason.With().On("reason")
	}
	in, err := readPerson(ctx, tx, actor.County, id, true)
	if err != nil {
		return Person{}, err
	}
	if in.version != version {
		return Person{}, Changed.With()
	}
	deltas, err := r.apply(ctx, tx, &in, c)
	if err != nil {
		return Person{}, err
	}
	if len(deltas) == 0 {
		return Person{}, NothingToChange.With()
	}
	if err := r.saved(ctx, tx, actor, &in, deltas, reason); err != nil {
		return Person{}, err
	}
	return r.open(actor.County, in)
}

// mayWrite lets through who keeps files, and who decides cases: a decision takes effect in the reviewer's name.
func mayWrite(actor access.Actor) error {
	if actor.May(access.CaseReview) == nil {
		return nil
	}
	return actor.May(access.PersonWrite)
}

// apply puts the wanted values into the row and tells what differs.
func (r *Registry) apply(ctx context.Context, tx *db.Tx, in *row, c Change) ([]delta, error) {
	var all []delta
	if c.Name != nil {
		name, err := parseName(*c.Name)
		if err != nil {
			return nil, err
		}
		if name != in.name {
			all = append(all, delta{"name", in.name, name})
			in.name = name
			in.pinyin, in.initials = spelling(name)
		}
	}
	if c.Phone != nil {
		was, err := r.unseal(in.phoneSealed, in.county, in.id, partPhone)
		if err != nil {
			return nil, err
		}
		phone, err := parsePhone(*c.Phone)
		if err != nil {
			return nil, err
		}
		if phone != was {
			all = append(all, delta{"phone", maskedOrNone(was), maskedOrNone(phone)})
			r.setPhone(in, phone)
		}
	}
	if c.Village != nil && *c.Village != in.village {
		if err := parseVillage(r.places, in.county, *c.Village); err != nil {
			return nil, err
		}
		all = append(all, delta{"village", r.places.LocalName(in.village), r.places.LocalName(*c.Village)})
		in.village = *c.Village
	}
	more, err := r.applyHousehold(ctx, tx, in, c)
	return append(all, more...), err
}

func (r *Registry) applyHousehold(ctx context.Context, tx *db.Tx, in *row, c Change) ([]delta, error) {
	var all []delta
	if c.Household != nil && (in.household == nil || *c.Household != *in.household) {
		if err := householdExists(ctx, tx, in.county, *c.Household); err != nil {
			return nil, err
		}
		was := ""
		if in.household != nil {
			was = strconv.FormatInt(*in.household, 10)
		}
		all = append(all, delta{"household", was, strconv.FormatInt(*c.Household, 10)})
		in.household = c.Household
	}
	if c.Kin != nil && *c.Kin != in.kin {
		if _, known := kinTitles[*c.Kin]; !known {
			return nil, UnknownHousehold.With().On("kin")
		}
		all = append(all, delta{"kin", string(in.kin), string(*c.Kin)})
		in.kin = *c.Kin
	}
	return all, nil
}

// ReportDeathIn records a death. What follows from it (stopping payments) is done by the rooms that pay: their gate reads the date.
func (r *Registry) ReportDeathIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, on civil.Date) error {
	if err := mayWrite(actor); err != nil {
		return err
	}
	in, err := readPerson(ctx, tx, actor.County, id, true)
	if err != nil {
		return err
	}
	if in.died != nil {
		return DeadAlready.With("date", *in.died)
	}
	if on.IsZero() || on.String() < in.birth || on > civil.DateIn(tx.Now()) {
		return DeathDate.With().On("died")
	}
	died := on.String()
	in.died = &died
	return r.saved(ctx, tx, actor, &in, []delta{{"died", "", died}}, "死亡登记")
}

// saved writes a changed row under its version, with history and audit.
func (r *Registry) saved(ctx context.Context, tx *db.Tx, actor access.Actor, in *row, deltas []delta, reason string) error {
	done, err := updatePerson(ctx, tx, *in)
	if err != nil {
		return err
	}
	if !done {
		return Changed.With()
	}
	in.version++
	return r.wrote(ctx, tx, actor, in.id, in.version, deltas, reason)
}

// wrote adds the history and the audit of one writing.
func (r *Registry) wrote(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, version int, deltas []delta, reason string) error {
	detail := map[string]string{"version": strconv.Itoa(version)}
	action := "person.change"
	for _, d := range deltas {
		if err := insertChange(ctx, tx, actor.County, id, version, d, reason, actor.User); err != nil {
			return err
		}
		if d.field == "registered" || d.field == "died" {
			action = "person." + d.field
		}
		detail["field"] += d.field + " "
	}
	return r.access.AuditIn(ctx, tx, actor, action, access.Subject("person", id), detail)
}

func maskedOrNone(phone string) string {
	if phone == "" {
		return ""
	}
	return maskPhone(phone)
}

// onField names the form field of a lower room's fault.
func onField(err error, field string) error {
	if e, ok := errors.AsType[*fail.Error](err); ok {
		return e.On(field)
	}
	return err
}
