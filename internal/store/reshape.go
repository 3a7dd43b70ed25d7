package store

import (
	"context"
	"fmt"
	"hash/crc32"
	"strings"
)

// kindsFile makes the tables of the kinds. They hold nothing that the log does not, so a database whose tables were made
// from another version of the file gets new ones.
const kindsFile = "migrations/0002_kinds.sql"

// shape tells one version of the tables from another; SQLite keeps it as the database's application id.
func shape() (id int32, sql string, err error) {
	b, err := migrations.ReadFile(kindsFile)
	return int32(crc32.ChecksumIEEE(b) &^ 1 >> 1), string(b), err
}

// reshape makes the tables of the kinds anew, and fills them from the log, when they were made by another version. A
// crash in between leaves the old mark, and it is done at the next opening.
func (s *Store) reshape(ctx context.Context) error {
	want, sql, err := shape()
	if err != nil {
		return err
	}
	var have int32
	if err := s.w.QueryRowContext(ctx, "PRAGMA application_id").Scan(&have); err != nil || have == want {
		return s.err(err)
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d", want)
	var logged bool
	if err := s.w.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM log) OR EXISTS(SELECT 1 FROM draft)").Scan(&logged); err != nil {
		return s.err(err)
	}
	drop, err := s.kindTables(ctx)
	if err != nil {
		return err
	}
	if err := s.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err = s.exec(ctx, drop+sql); err == nil {
		err = s.exec(ctx, "COMMIT")
	}
	if err != nil {
		_ = s.exec(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	if logged {
		if err := s.Rebuild(ctx, nil); err != nil {
			return err
		}
	}
	return s.exec(ctx, mark)
}

// kindTables is what drops every table of a kind.
func (s *Store) kindTables(ctx context.Context) (string, error) {
	rows, err := s.w.QueryContext(ctx, `SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'k\_%' ESCAPE '\'`)
	if err != nil {
		return "", s.err(err)
	}
	defer rows.Close()
	var drop strings.Builder
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", s.err(err)
		}
		fmt.Fprintf(&drop, "DROP TABLE %q;\n", name)
	}
	return drop.String(), s.err(rows.Err())
}
