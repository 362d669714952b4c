package demo

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// State is how far a county's building came.
type State string

// The states.
const (
	None  State = ""      // there is no demo county
	Half  State = "half"  // its building was interrupted
	Ready State = "ready" // it is there
)

// Status is what the county's settings say about its building.
type Status struct {
	State       State         `json:"state"`
	Asked       int           `json:"asked"` // Options.People
	People      int           `json:"people"`
	Seed        uint64        `json:"seed"`
	AsOf        civil.Month   `json:"as_of"`
	Offset      time.Duration `json:"offset_ns"` // for [Clock.Restore]
	Fingerprint string        `json:"fingerprint"`
}

// StatusOf reads how far the county's building came; a county that was never opened is None.
func StatusOf(ctx context.Context, acc *access.Access, county civil.County) (Status, error) {
	var s Status
	_, err := acc.Setting(ctx, county, setting, &s)
	return s, err
}

func (b *builder) status(state State) Status {
	s := Status{State: state, Asked: b.o.People, People: b.report.People, Seed: b.o.Seed, AsOf: b.o.AsOf, Fingerprint: b.report.Fingerprint}
	if b.o.Clock != nil {
		s.Offset = b.o.Clock.Offset()
	}
	return s
}

var nothingBuilt = words.Text{Zh: "没有建任何数据。", En: "Nothing was built."}

// The faults of building.
var (
	Built = fail.Define(fail.Conflict, "demo.built",
		words.Text{Zh: "这里已有演示县：{people}人，种子 {seed}，{month}。", En: "There is a demo county here already: {people} people, seed {seed}, {month}."},
		words.Text{Zh: "原有数据没有变动。", En: "Its data is unchanged."},
		words.Text{Zh: "直接使用，或换一个目录再建。", En: "Use it, or build in another folder."})
	HalfBuilt = fail.Define(fail.Blocked, "demo.half-built",
		words.Text{Zh: "上次建演示县时中断了，数据不完整。", En: "The last building of the demo county was interrupted; its data is incomplete."},
		words.Text{Zh: "没有改动已有数据。", En: "What is there is unchanged."},
		words.Text{Zh: "请删除这个目录（或数据库）后重建，或换一个目录。", En: "Delete this folder (or database) and build again, or use another folder."})
	// RealCounty keeps demos out of real stores: a demo moves the clock, and its page of accounts and messages is open to all.
	RealCounty = fail.Define(fail.Blocked, "demo.real-county",
		words.Text{Zh: "这里有真实的县（{county}），不能建演示县。", En: "A real county ({county}) is served here; no demo county may stand beside it."}, nothingBuilt,
		words.Text{Zh: "请换一个数据目录或数据库。", En: "Use another data folder or database."})
	BadSize = fail.Define(fail.Invalid, "demo.size",
		words.Text{Zh: "演示县的人数应在{least}与{most}之间。", En: "A demo county has between {least} and {most} people."}, nothingBuilt,
		words.Text{Zh: "请重新给出人数；默认两万人。", En: "Give another number; the default is 20,000."})
	NoPlaces = fail.Define(fail.NotFound, "demo.no-places",
		words.Text{Zh: "区划表里没有 {county} 的乡镇和村。", En: "The table of places has no townships and villages of {county}."}, nothingBuilt,
		words.Text{Zh: "请用桃源县 430725，或先补齐 law/divisions。", En: "Use Taoyuan, 430725, or complete law/divisions first."})
)

// The steps that progress names.
var (
	stepCounty     = words.Text{Zh: "开县、设站", En: "opening the county and its stations"}
	stepPeople     = words.Text{Zh: "建档、参保、待遇", En: "people, enrolments, benefits"}
	stepSuspended  = words.Text{Zh: "暂停待遇", En: "suspended benefits"}
	stepSchemes    = words.Text{Zh: "其他险种：建账、核定、逐月发放", En: "the other schemes: books, decisions, months paid"}
	stepSchemesNow = words.Text{Zh: "其他险种：补差、追回、暂停、名单", En: "the other schemes: differences, recovery, suspensions, lists"}
	stepBooks      = words.Text{Zh: "期初建账", En: "opening the books"}
)
