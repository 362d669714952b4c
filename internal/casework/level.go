package casework

import (
	"context"
	"slices"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/internal/workforce"
)

// Where a matter is taken in and where it is decided (受理层级、办理层级): an item names the levels, an officer's station has one. A matter
// is taken in at the levels that its item lists and at every one above the lowest of them: the list says how near to people it is, and no
// document at hand lets the county's own window turn somebody away whom a village would serve. It is decided at the item's deciding level
// or above it. Citizens and the program itself sit nowhere and are held to no level.

var levelTitles = map[Level]words.Text{
	Village:  {Zh: "村（社区）", En: "a village or community"},
	Township: {Zh: "乡镇（街道）", En: "a township"},
	County:   {Zh: "县级", En: "the county"},
	City:     {Zh: "市级", En: "the city"},
}

// Title is the word people read.
func (l Level) Title() words.Text { return levelTitles[l] }

// reaches says whether a level is at or above another; "" is held to none.
func (l Level) reaches(lowest Level) bool {
	return l == "" || slices.Index(levels, l) >= slices.Index(levels, lowest)
}

// lowest is the level nearest to people at which the item is taken in.
func (it *Item) lowest() Level {
	return slices.MinFunc(it.Accept, func(a, b Level) int { return slices.Index(levels, a) - slices.Index(levels, b) })
}

// takenIn puts the levels of the item in words.
func (it *Item) takenIn() words.Text {
	out := it.Accept[0].Title()
	for _, l := range it.Accept[1:] {
		out = words.Text{Zh: out.Zh + "、" + l.Title().Zh, En: out.En + " or " + l.Title().En}
	}
	return out
}

var stationLevels = map[workforce.Kind]Level{workforce.Community: Village, workforce.Point: Township, workforce.Township: Township, workforce.Hall: County}

// levelOf is where the actor sits; who has no station sits at the county.
func (o *Office) levelOf(ctx context.Context, tx *db.Tx, actor access.Actor) (Level, error) {
	switch {
	case actor.Role != access.Officer && actor.Role != access.Reviewer:
		return "", nil
	case actor.Station == 0:
		return County, nil
	}
	kind, err := o.Workforce.KindOfIn(ctx, tx, actor.County, actor.Station)
	return stationLevels[kind], err
}

var (
	// NotHere is a matter that is taken in at a higher level than the officer's.
	NotHere = fail.Define(fail.Blocked, "casework.not-here",
		words.Text{Zh: "“{item}”在{levels}受理，您这里是{here}。", En: "“{item}” is taken in at {levels}; you sit at {here}."}, unchanged,
		words.Text{Zh: "请告诉申请人到{where}办理。", En: "Tell the applicant to go to {where}."})
	// NotDecidedHere is a decision at a lower level than the item's.
	NotDecidedHere = fail.Define(fail.Blocked, "casework.not-decided-here",
		words.Text{Zh: "“{item}”由{level}决定，您这里是{here}。", En: "“{item}” is decided by {level}; you sit at {here}."}, caseKept,
		words.Text{Zh: "请由{level}的复核人员办理。", En: "A reviewer of {level} has to do it."})
)

// takesIn refuses a matter that is not taken in where the actor sits, and names the place where it is.
func (o *Office) takesIn(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, f *facts) error {
	at, err := o.levelOf(ctx, tx, actor)
	if err != nil || at.reaches(it.lowest()) {
		return err
	}
	kind := workforce.Hall
	if it.lowest() == Township {
		kind = workforce.Township
	}
	name, err := o.Workforce.NearestIn(ctx, tx, actor.County, kind, f.person.Village.Township())
	if err != nil {
		return err
	}
	where := both(name)
	if name == "" {
		where = it.lowest().Title()
	}
	return NotHere.With("item", it.Title, "levels", it.takenIn(), "here", at.Title(), "where", where)
}

// decides refuses a decision at a lower level than the item's.
func (o *Office) decides(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item) error {
	at, err := o.levelOf(ctx, tx, actor)
	if err != nil || at.reaches(it.Decide) {
		return err
	}
	return NotDecidedHere.With("item", it.Title, "level", it.Decide.Title(), "here", at.Title())
}
