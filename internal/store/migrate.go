package store

import (
	"context"
	"embed"
	"io/fs"
	"sort"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the newest version of a space's database that this program knows.
func SchemaVersion() int {
	files, _ := fs.Glob(migrations, "migrations/*.sql")
	return len(files)
}

// migrate brings the database to the newest version this program knows, one numbered file after the other, each in a
// transaction of its own. Migrations touch tables and never the log. A database of a newer version is refused unchanged.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	sort.Strings(files)
	var have int
	if err := s.w.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return s.err(err)
	}
	if have > len(files) {
		return feltbog.Errorf(feltbog.EDamaged, "vault.newer",
			"%s was made with a newer version of Feltbog; nothing was changed. Install the newer version to open it", s.path).
			With("file", s.path)
	}
	for i := have; i < len(files); i++ {
		sql, err := migrations.ReadFile(files[i])
		if err != nil {
			return err
		}
		text := string(sql)
		if i == 0 {
			text += search.Schema
		}
		if err := s.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		err = s.exec(ctx, text+"\nPRAGMA user_version = "+strconv.Itoa(i+1)+";")
		if err == nil {
			err = s.exec(ctx, "COMMIT")
		}
		if err != nil {
			_ = s.exec(context.WithoutCancel(ctx), "ROLLBACK")
			return err
		}
	}
	return nil
}
