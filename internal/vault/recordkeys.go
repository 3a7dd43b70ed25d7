package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/vault/place"
)

// keysName is the file that holds the record keys of one space, so that those of a locked space are left as they are.
func keysName(stem string) string { return "keys-" + stem + ".db" }

// writeRecordKeys writes the files of record keys of the open spaces anew. A file is replaced, never changed: a key that
// is gone must not survive in a free page.
func (v *Vault) writeRecordKeys(ctx context.Context, vfs *cryptvfs.VFS, base string) error {
	for _, s := range v.Spaces() {
		if err := s.writeRecordKeys(ctx, vfs, filepath.Join(base, keysName(s.name))); err != nil {
			return err
		}
	}
	return nil
}

func (s *Space) writeRecordKeys(ctx context.Context, vfs *cryptvfs.VFS, path string) error {
	tmp := path + ".new"
	for _, left := range []string{tmp, tmp + "-journal"} { // of one that was cut off
		if err := os.Remove(left); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	db, err := vfs.Open(tmp, cryptvfs.Config{Journal: cryptvfs.Delete, MaxConns: 1, Create: true})
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err == nil {
		_, err = tx.ExecContext(ctx, "CREATE TABLE record_key(id BLOB PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID")
	}
	if err == nil {
		err = s.RecordKeys(ctx, func(id feltbog.ID, key []byte) error {
			_, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO record_key VALUES(?,?)", id[:], key)
			return err
		})
	}
	if err == nil {
		err = tx.Commit()
	} else if tx != nil {
		err = errors.Join(err, tx.Rollback())
	}
	if err = errors.Join(err, db.Close()); err == nil {
		err = place.Replace(tmp, path)
	}
	if err != nil {
		return errors.Join(cryptvfs.Classify(err, path), os.Remove(tmp))
	}
	return nil
}

// readRecordKeys reads the record keys of one space; a backup without the file has none.
func readRecordKeys(ctx context.Context, vfs *cryptvfs.VFS, base, stem string) (map[feltbog.ID][]byte, error) {
	path := filepath.Join(base, keysName(stem))
	out := map[feltbog.ID][]byte{}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return out, nil
	}
	db, err := vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, ReadOnly: true, MaxConns: 1})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "SELECT id,key FROM record_key")
	if err != nil {
		return nil, cryptvfs.Classify(err, path)
	}
	defer rows.Close()
	for rows.Next() {
		var id, key []byte
		if err := rows.Scan(&id, &key); err != nil {
			return nil, cryptvfs.Classify(err, path)
		}
		out[feltbog.ID(id)] = key
	}
	return out, cryptvfs.Classify(rows.Err(), path)
}
