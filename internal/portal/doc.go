// Package portal is the citizen's face (群众端): pages for a phone, inside WeChat or any browser.
//
// # Vocabulary
//
//   - home — 首页; my insurance — 我的社保; calculator — 算一算; looks — 谁看过我的档案.
//   - identity — 身份核验: the citizen ID and the name of one file, then a code sent to the phone of that file.
//
// # Invariants
//
//   - A wrong number, a wrong name, a file without a phone: one answer, after the same work, so that nobody learns from this
//     page who is in the registry.
//   - A citizen sees his own file and no other: the operations ask for [access.Actor.MaySee]; the page takes the person from
//     the session, never from an address.
//   - Pages work without script and weigh little; calculators need nobody to sign in.
//
// # Tour
//
//	me := portal.New(portal.Rooms{…})
//	me.Routes(mux)      // GET /me/ … and GET /verify
package portal
