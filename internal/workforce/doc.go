// Package workforce holds the stations of the county, the villages each covers, and who works there (人社工作队伍).
//
// # Vocabulary
//
//   - station — 人社站所: a township's station, a service point (服务点) of a large township, or a community's station (社区).
//   - hall — 县级服务大厅: the county's own window; it covers no village, and takes in what no station does.
//   - coverage — 服务范围: every village belongs to exactly one station; the database's key says so.
//   - staff — 工作人员: one post held by one person, with age, education, computer skill and other duties (兼职), which the
//     board's figures are computed from.
//   - absence — 不在岗: dated days on which somebody is on leave, on loan or in training.
//   - remit — 分管范围: what a reviewer decides: townships, and whether the cases that compute a benefit too.
//
// # The count of stations
//
// The field study that the program is built from counts 39 townships and 26 communities: 65 stations. Mergers have left 29
// townships and streets since. The demo county keeps the 65: one station in each of today's 29 units, ten
// service points in the ten units with the most villages (where a merged township's station lived on), and stations in the
// first 26 communities of the two streets of the county town. [Plan] computes that from the table of places; the
// names are today's real ones.
//
// # Invariants
//
//   - A village has one station; a station covers villages of its own township only.
//   - Who left stays in the table with the day; nothing is deleted.
//
// # Tour
//
//	force := workforce.New(store, acc)
//	s, err := force.StationOf(ctx, 430725, "430725101003")      // 陬市镇人力资源和社会保障服务站
//	all, err := force.Stations(ctx, 430725)
//	staff, err := force.Staff(ctx, officer, s.ID)
package workforce
