// Package outreach finds people instead of waiting for them (政策找人): who is entitled to the residents' pension and neither
// draws it nor has applied, each on the worklist of the station of their own village, with the reason.
//
// # Vocabulary
//
//   - sweep — 找人: one reading of everybody at or past the age, by the rules of one month.
//   - finding — 找人结果: one person, one kind, once.
//   - unclaimed — 应领未领: entitled, not drawing, no case open.
//   - short — 缴费不足: reached the age, and months are missing that may be paid.
//   - check — 待核定: paid less than the minimum, but may have been near the age when the scheme began locally.
//   - worklist — 待办: the findings of a station.
//
// # Invariants
//
//   - A person has at most one finding of a kind (unique in the database), so a sweep repeated finds nothing new.
//   - The rules decide, not this room: [policy.SweepResidentEntitlement] over columns, the same function that decides the claim.
//   - A finding goes in progress when a claim is opened, done when it is granted or the person died, open again when the
//     claim is withdrawn. What an officer marked as not wanted stays so.
//   - The sweep reads one snapshot and writes differences; it holds the county's writer only while it writes.
//
// # Tour
//
//	found := outreach.New(outreach.Rooms{…})
//	found.ClaimsFrom(cases)                                       // who has applied: casework answers
//	cases.Watch(found); cases.FindWith(found)                     // and tells when a claim moves
//	out, err := found.Sweep(ctx, actor, 430725, april)            // in March: who reaches 60 in April, or is past it
//	list, next, err := found.Worklist(ctx, officer, outreach.Filter{}, outreach.ListPage{})
//	err = found.NotWanted(ctx, officer, list[0].ID, list[0].Version, outreach.Declined)
package outreach
