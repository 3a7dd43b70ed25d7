//go:build feltbog_debug

package cryptvfs

import (
	"context"
	"database/sql/driver"

	"feltbog/internal/guard"
)

// whole is what the driver's connections can do.
type whole interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// guarded is a connection that asks on which goroutine it is used.
type guarded struct{ whole }

// watched returns a connection that panics when it is used on the goroutine that draws the window.
func watched(c driver.Conn) driver.Conn {
	if s, ok := c.(whole); ok {
		return guarded{s}
	}
	panic("cryptvfs: the driver's connections can do less than before")
}

func (g guarded) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	guard.Check("SQL")
	return g.whole.ExecContext(ctx, query, args)
}

func (g guarded) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	guard.Check("SQL")
	return g.whole.QueryContext(ctx, query, args)
}

func (g guarded) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	guard.Check("SQL")
	return g.whole.BeginTx(ctx, opts)
}

func (g guarded) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	guard.Check("SQL")
	return g.whole.PrepareContext(ctx, query)
}
