// Package seal keeps personal data unreadable at rest (密封): citizen IDs, phone numbers, bank cards, letters.
//
// # Vocabulary
//
//   - seal, unseal — 密封、启封: encrypt with SM4-GCM (GB/T 32907), bound to where the value belongs, and back.
//   - lookup — 查找值: a keyed hash (HMAC-SM3, GB/T 32905) of a value, equal for equal values, by which a sealed column can be
//     searched for equality and kept unique without being readable.
//   - key ring — 密钥环: DIR/keys/seal.keys, one line a key. New values are sealed with the last one; all of them unseal.
//
// # Invariants
//
//   - A sealed value opens only with the same additional data it was sealed with: moved to another row it is refused.
//   - Sealing the same value twice gives different bytes; only Lookup is repeatable.
//   - The ring's file is readable by its owner alone, or it is not used. It is not part of a database backup: whoever holds
//     both reads everything; whoever loses it reads nothing.
//   - Lookups hang on the ring's first key, which therefore stays when keys are rotated.
//
// # Tour
//
//	box, err := seal.Open("/var/lib/renshe")
//	sealed := box.Seal([]byte(phone), []byte("person.phone:81"))
//	plain, err := box.Unseal(sealed, []byte("person.phone:81"))
//	where := box.Lookup("person.phone", phone)        // WHERE county=$1 AND phone_lookup=$2
package seal
