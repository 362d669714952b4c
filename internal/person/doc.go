// Package person is the registry: one person, one file (一人一档).
//
// # Vocabulary
//
//   - person — 服务对象: everyone the county serves, found in one box.
//   - citizen ID — 公民身份号码: sealed; unique across all counties by a keyed hash in person_key.
//   - tail — 后四位: the last four characters of a citizen ID or of a phone; people tell each other apart by them.
//   - household — 户; kin — 与户主关系: what a member is to the head.
//   - look — 查看记录: who opened whose file, when and why; [Registry.Get] writes it, and the person can read it.
//   - change — 变更记录: every correction of a file, with who, when and the reason; numbers stand there masked.
//
// # Invariants
//
//   - A citizen ID is in one file only, whatever the county ([Registry.RegisterIn] names what to do otherwise).
//   - Identity numbers and phones never stand readable in the database; search goes through keyed hashes, so the file alone,
//     without the county's keys, does not give them away. The exact birth date and the region do not complete an ID
//     because its tail is hashed too.
//   - A file is changed by [Registry.ChangeIn] and [Registry.ReportDeathIn] alone, under its version: who saw an old
//     version is told so.
//   - [Registry.Get] opens nothing without a purpose, and logs it.
//   - Every search is a range of an index; a word that cannot be one is not a word ([Registry.Find]).
//
// # Tour
//
//	people := person.New(store, box, acc)
//	hits, err := people.Find(ctx, officer, "wjg 陬市", 20)     // 王建国 … of 陬市镇
//	p, err := people.Get(ctx, officer, hits[0].ID, "办理待遇申领")
//	err = store.InCounty(ctx, 430725, func(tx *db.Tx) error {
//		p, warnings, err := people.RegisterIn(ctx, tx, officer, person.Registration{Name: "王建国", CitizenID: "430799196501150013",
//			Phone: "10012345678", Village: "430725101001"})
//		…
//	})
//
// The rooms above read a file inside their own transaction with [Registry.GetIn] and [Registry.Identity]; whoever shows it to a
// human being goes through Get.
package person
