package search

import (
	"context"
	"database/sql"
	_ "embed"
)

// Schema makes the tables of the index in an empty database. It may run inside a transaction.
//
//go:embed schema.sql
var Schema string

// Queryer reads. *sql.DB, *sql.Conn and *sql.Tx are Queryers.
type Queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Execer reads and writes. Give it a *sql.Tx, or a *sql.Conn that is inside a transaction: an index is only as whole as
// the transaction that changed it together with the documents.
type Execer interface {
	Queryer
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// collect runs a query and calls row for each result row.
func collect(ctx context.Context, db Queryer, row func(*sql.Rows) error, query string, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
