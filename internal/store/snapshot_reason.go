package store

import (
	"crypto/cipher"
	"crypto/sha256"
	"database/sql"

	"golang.org/x/crypto/chacha20poly1305"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// The reason of a change set may speak of any record that the set is about. In a snapshot it is sealed with a key made of
// the keys of all of them: when one of the keys goes, the reason cannot be read any more.

// The reason's place in the table sealed.
const (
	reasonChange = -1
	reasonField  = ""
	reasonElem   = -1
)

// reasonKey makes the key from those of the records, in the order in which the set names them; nil when there are none.
// (An erased record has none any more; a set that was reached by that lost its reason.)
func reasonKey(set *change.Set, key func(feltbog.ID) []byte) (cipher.AEAD, error) {
	h := sha256.New()
	h.Write([]byte("feltbog reason 1\n"))
	seen, none := map[feltbog.ID]bool{}, true
	for n := range set.Changes {
		if id := set.Changes[n].Record; !seen[id] {
			k := key(id)
			h.Write(k)
			seen[id], none = true, none && k == nil
		}
	}
	if none {
		return nil, nil
	}
	return chacha20poly1305.NewX(h.Sum(nil))
}

// sealReason moves the reason out of a set and reports whether it did. A set that only erases keeps it.
func (b *snapshotter) sealReason(row int64, set *change.Set, insert *sql.Stmt) (bool, error) {
	if set.Reason == nil || set.Reason.Erased() {
		return false, nil
	}
	aead, err := reasonKey(set, func(id feltbog.ID) []byte { return b.keys[id].key })
	if err != nil || aead == nil {
		return false, err
	}
	data, err := sealValue(aead, set.Reason)
	if err != nil {
		return false, err
	}
	v := set.Reason.Erase()
	set.Reason = &v
	_, err = insert.ExecContext(b.ctx, row, reasonChange, reasonField, reasonElem, data)
	return true, err
}

// openReason puts the reason back, if all keys are still there and the same.
func openReason(set *change.Set, keys map[feltbog.ID][]byte, data []byte) error {
	if set.Reason == nil {
		return nil
	}
	aead, err := reasonKey(set, func(id feltbog.ID) []byte { return keys[id] })
	if err != nil || aead == nil {
		return err
	}
	return openValue(aead, set.Reason, data)
}
