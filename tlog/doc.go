// Package tlog is a verifiable log (可验证日志): an RFC 6962 Merkle tree over SHA-256, or another hash function ([Hashing]), its proofs, and checkpoints signed as
// C2SP notes. It is pure: no I/O, no clock, no randomness. Whoever holds a checkpoint can be shown that a record is in the
// log ([Prove], [CheckInclusion]) and that a later log only added to an earlier one ([ProveGrowth], [CheckGrowth]).
//
// # Vocabulary
//
//   - leaf — 叶: the hash of one record's canonical bytes, SHA-256(0x00 ‖ bytes).
//   - root — 根: the hash that stands for the first n leaves; empty: SHA-256 of nothing.
//   - frontier — 前沿: the at most 63 subtree hashes that are enough to append and to give the root.
//   - checkpoint — 检查点: origin, size and root, signed; the origin is the log's name.
//   - inclusion — 存在证明; growth (RFC 6962 calls it consistency) — 一致性证明.
//
// # Invariants
//
//   - The root of a [Frontier] equals RFC 6962's MTH of the same leaves (tests compare with golang.org/x/mod/sumdb/tlog and with
//     the vectors in testdata/vectors.json, which other implementations may use).
//   - A frontier's bytes are canonical: size, then as many hashes as the size has one-bits, largest subtree first.
//   - A note is accepted only when a key that the caller trusts signed it, and its text is exactly what [Checkpoint.Text] writes.
//
// # Tour
//
//	var f tlog.Frontier
//	f.Append(tlog.LeafHash([]byte("first")))
//	c := tlog.Checkpoint{Origin: "example.org/log", Size: f.Size(), Root: f.Root()}
//	msg, err := tlog.Sign(c, signer)                   // a signed note
//	got, err := tlog.Open(msg, "example.org/log", verifier)
//	proof, err := tlog.Prove(index, c.Size, leaves)    // leaves: tlog.Leaves, or any Subtrees
//	err = tlog.CheckInclusion(proof, index, c.Size, leaf, c.Root)
//
// Sources: RFC 6962 section 2; C2SP tlog-checkpoint and signed-note.
package tlog
