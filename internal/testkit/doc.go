// Package testkit gives tests real databases (测试库): an SQLite file and a private PostgreSQL, both migrated. Tests only.
//
//	func TestGrant(t *testing.T) {
//		testkit.EachDB(t, func(t *testing.T, d *db.DB) { … })
//	}
//
// The PostgreSQL server is made from the machine's own binaries (PATH, /usr/lib/postgresql/*/bin), once a test binary and
// only when asked for: in a temporary folder, as an unprivileged user when the tests run as root, reachable through a Unix
// socket in that folder and nowhere else. It dies with the test binary, whatever way that ends, and its folder goes
// with it. RENSHE_TEST_POSTGRES=postgres://… uses a server that is there instead; the user must be allowed to create databases.
//
// With neither, a test skips its PostgreSQL half and says so; with CI=true that is a failure.
//
// # Invariants
//
//   - Each test has its own database, copied from one that is migrated once; nothing is shared but the server.
//   - Databases are of collation C and encoding UTF8, as in production.
//   - fsync is off: a test that is about surviving power cuts needs another server.
//   - Several test binaries may run at once.
package testkit
