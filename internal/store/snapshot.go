package store

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// A snapshot is a backup of one space: its log, nothing that can be derived from it. Values are
// sealed with their record's own key, and the keys are kept in another file. When something of a record is erased its key
// goes, and what older snapshots hold of it can no longer be read by anyone.

//go:embed snapshot.sql
var snapshotSchema string

// Snapshot writes the space's log to a new encrypted file at path, through vfs. It is consistent: it holds the space as
// it is at one moment, while others go on writing. progress may be nil.
func (s *Store) Snapshot(ctx context.Context, vfs *cryptvfs.VFS, path string, progress func(done, total int64)) error {
	if _, _, err := s.Seal(ctx); err != nil {
		return err
	}
	src, err := s.ro.Conn(ctx)
	if err != nil {
		return s.err(err)
	}
	defer src.Close()
	if _, err := src.ExecContext(ctx, "BEGIN"); err != nil {
		return s.err(err)
	}
	defer func() { _, _ = src.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }()
	dst, err := vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, MaxConns: 1, Create: true})
	if err != nil {
		return err
	}
	defer dst.Close()
	tx, err := dst.BeginTx(ctx, nil)
	if err != nil {
		return cryptvfs.Classify(err, path)
	}
	defer func() { _ = tx.Rollback() }()
	b := &snapshotter{s: s, ctx: ctx, src: src, tx: tx, keys: map[feltbog.ID]recordKey{}}
	if err := b.copy(progress); err != nil {
		return cryptvfs.Classify(err, path)
	}
	return cryptvfs.Classify(tx.Commit(), path)
}

// recordKey is the key of one record.
type recordKey struct {
	key  []byte
	aead cipher.AEAD
}

type snapshotter struct {
	s    *Store
	ctx  context.Context
	src  *sql.Conn
	tx   *sql.Tx
	keys map[feltbog.ID]recordKey
}

func (b *snapshotter) copy(progress func(done, total int64)) error {
	if _, err := b.tx.ExecContext(b.ctx, snapshotSchema); err != nil {
		return err
	}
	if _, err := b.tx.ExecContext(b.ctx, "INSERT INTO meta VALUES('space',?),('kind',?)", b.s.opt.Space[:], string(b.s.opt.Kind)); err != nil {
		return err
	}
	for table, cols := range plainTables {
		if err := copyRows(b.ctx, b.src, b.tx, table, cols); err != nil {
			return err
		}
	}
	if err := b.loadKeys(); err != nil {
		return err
	}
	var total, done int64
	if err := b.src.QueryRowContext(b.ctx, "SELECT count(*) FROM log").Scan(&total); err != nil {
		return err
	}
	rows, err := b.src.QueryContext(b.ctx, "SELECT id,clock,hash,import,withheld,body FROM log ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	insert, err := b.tx.PrepareContext(b.ctx, "INSERT INTO log VALUES(?,?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	sealed, err := b.tx.PrepareContext(b.ctx, "INSERT INTO sealed VALUES(?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer sealed.Close()
	for rows.Next() {
		var id, clock int64
		var hash, body []byte
		var imp, withheld any
		if err := rows.Scan(&id, &clock, &hash, &imp, &withheld, &body); err != nil {
			return err
		}
		if body, err = b.seal(id, body, sealed); err != nil {
			return err
		}
		if _, err := insert.ExecContext(b.ctx, id, clock, hash, imp, withheld, body); err != nil {
			return err
		}
		if done++; progress != nil && done%500 == 0 {
			progress(done, total)
		}
	}
	return rows.Err()
}

// plainTables are copied as they are: they hold no text.
var plainTables = map[string]string{
	"device":  "n,id,seq,hash,top,sig,sigseq",
	"import":  "n,at,source,sets,withheld",
	"erased":  "kind,id,field",
	"partial": "log",
}

func (b *snapshotter) loadKeys() error {
	rows, err := b.src.QueryContext(b.ctx, "SELECT id,key FROM record_key")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, key []byte
		if err := rows.Scan(&id, &key); err != nil {
			return err
		}
		aead, err := chacha20poly1305.NewX(key)
		if err != nil {
			return err
		}
		b.keys[feltbog.ID(id)] = recordKey{key, aead}
	}
	return rows.Err()
}

// seal moves the values of keyed records out of a set: the set keeps their commitments, the table sealed their text.
func (b *snapshotter) seal(row int64, body []byte, insert *sql.Stmt) ([]byte, error) {
	if len(b.keys) == 0 {
		return body, nil
	}
	set, err := change.DecodeTrusted(body)
	if err != nil {
		return nil, err
	}
	moved, err := b.sealReason(row, set, insert)
	if err != nil {
		return nil, err
	}
	for n := range set.Changes {
		c := &set.Changes[n]
		aead := b.keys[c.Record].aead
		if aead == nil {
			continue
		}
		err := c.Values(func(field string, k int, v *change.Value) error {
			if v.Erased() {
				return nil
			}
			data, err := sealValue(aead, v)
			if err != nil {
				return err
			}
			moved = true
			*v = v.Erase()
			_, err = insert.ExecContext(b.ctx, row, n, field, k, data)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if !moved {
		return body, nil
	}
	return change.Encode(set)
}

// sealValue enciphers salt and text of a value; the commitment, which stays in the set, ties the two together.
func sealValue(aead cipher.AEAD, v *change.Value) ([]byte, error) {
	plain, commitment := v.Expose(), v.Commitment()
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return aead.Seal(nonce, nonce, plain, commitment[:]), nil
}

// openValue gives an erased value its salt and text back. What was sealed with another key leaves it as it is.
func openValue(aead cipher.AEAD, v *change.Value, data []byte) error {
	if len(data) < aead.NonceSize() {
		return fmt.Errorf("snapshot: a sealed value is too short")
	}
	commitment := v.Commitment()
	plain, err := aead.Open(nil, data[:aead.NonceSize()], data[aead.NonceSize():], commitment[:])
	if err != nil {
		// The key was renewed when an earlier text of the record was erased: this snapshot is older.
		return nil
	}
	return v.Fill(plain)
}

// RecordKeys calls f with every record key, for the key file that is kept beside the snapshots.
func (s *Store) RecordKeys(ctx context.Context, f func(record feltbog.ID, key []byte) error) error {
	rows, err := s.ro.QueryContext(ctx, "SELECT id,key FROM record_key")
	if err != nil {
		return s.err(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, key []byte
		if err := rows.Scan(&id, &key); err != nil {
			return s.err(err)
		}
		if err := f(feltbog.ID(id), key); err != nil {
			return err
		}
	}
	return s.err(rows.Err())
}

// copyRows copies a small table between databases.
func copyRows(ctx context.Context, src querier, dst interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}, table, cols string) error {
	rows, err := src.QueryContext(ctx, "SELECT "+cols+" FROM "+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	marks := "?"
	for range names[1:] {
		marks += ",?"
	}
	for rows.Next() {
		vals := make([]any, len(names))
		dest := make([]any, len(names))
		for i := range vals {
			dest[i] = &vals[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if _, err := dst.ExecContext(ctx, fmt.Sprintf("INSERT OR REPLACE INTO %s(%s) VALUES(%s)", table, cols, marks), vals...); err != nil {
			return err
		}
	}
	return rows.Err()
}
