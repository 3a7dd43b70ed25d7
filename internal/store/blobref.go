package store

import (
	"bytes"
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// noteBlobs notes which pictures and files a change names.
func (x *txn) noteBlobs(c *change.Change, row int64) error {
	return c.Values(func(_ string, _ int, v *change.Value) error {
		for _, h := range BlobsIn(v.Data()) {
			if err := x.run("INSERT OR IGNORE INTO blobref(hash,log) VALUES(?,?)", h[:], row); err != nil {
				return err
			}
		}
		return nil
	})
}

// BlobsIn returns the hashes of the files that a value refers to.
func BlobsIn(data []byte) [][32]byte {
	if !mayHoldBlob(data) {
		return nil
	}
	var out [][32]byte
	for _, t := range change.TextsIn(data) {
		var ref feltbog.BlobRef
		if ref.UnmarshalText([]byte(t)) == nil && !ref.IsZero() {
			out = append(out, ref.Hash)
		}
	}
	return slices.Compact(out)
}

// mayHoldBlob looks for 64 hexadecimal digits before a colon, so that ordinary text is not decoded for nothing.
func mayHoldBlob(data []byte) bool {
	for at := 0; ; {
		n := bytes.IndexByte(data[at:], ':')
		if n < 0 {
			return false
		}
		if at += n; at >= 64 && len(bytes.Trim(data[at-64:at], "0123456789abcdef")) == 0 {
			return true
		}
		at++
	}
}

// HasBlobRef reports whether any set of the log, withheld or not, or the open draft names the file.
func (s *Store) HasBlobRef(ctx context.Context, hash [32]byte) (bool, error) {
	var n int
	err := s.ro.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM blobref WHERE hash=?) OR EXISTS(SELECT 1 FROM draft WHERE instr(body,?)>0)",
		hash[:], []byte(feltbog.BlobRef{Hash: hash, Size: 1}.String()[:64])).Scan(&n)
	return n != 0, s.err(err)
}

// BlobRefs returns the hash of every file that the log names.
func (s *Store) BlobRefs(ctx context.Context) ([][32]byte, error) {
	rows, err := s.ro.QueryContext(ctx, "SELECT DISTINCT hash FROM blobref")
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var out [][32]byte
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, s.err(err)
		}
		out = append(out, [32]byte(b))
	}
	return out, s.err(rows.Err())
}

// Locals returns the keys of Local values that begin with prefix, with their values.
func (s *Store) Locals(ctx context.Context, prefix string) (map[string][]byte, error) {
	rows, err := s.ro.QueryContext(ctx, "SELECT substr(key,7),value FROM meta WHERE key>=? AND key<?", "local:"+prefix, "local:"+prefix+"\xff")
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	out := map[string][]byte{}
	for rows.Next() {
		var key string
		var value []byte
		if err := rows.Scan(&key, &value); err != nil {
			return nil, s.err(err)
		}
		out[key] = value
	}
	return out, s.err(rows.Err())
}

// DropLocal forgets a Local value.
func (s *Store) DropLocal(ctx context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "DELETE FROM meta WHERE key=?", "local:"+key)
}
