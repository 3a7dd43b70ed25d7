package cryptvfs

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"runtime"
)

// connector makes the connections of one database. It sets the PRAGMAs itself and in order: the driver sorts those of a
// DSN by name, so that journal_mode would come before page_size and fix the wrong page size in a new file.
type connector struct {
	driver.Connector
	pragmas []string
}

var errPlain = errors.New("the file is not encrypted")

// Connect implements driver.Connector. Every single connection is asked whether the layer is really under it.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.prepare(ctx, conn); err != nil {
		conn.Close()
		return nil, err
	}
	return watched(conn), nil
}

func (c connector) prepare(ctx context.Context, conn driver.Conn) error {
	for _, p := range c.pragmas {
		if _, err := conn.(driver.ExecerContext).ExecContext(ctx, "PRAGMA "+p, nil); err != nil {
			return err
		}
	}
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "PRAGMA "+checkPragma, nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	state := make([]driver.Value, 1)
	if err := rows.Next(state); err != nil {
		return fmt.Errorf("%w: the connection does not go through the layer", errPlain)
	}
	if state[0] != onDiskEncrypted && state[0] != onDiskNothing {
		return errPlain
	}
	return nil
}

// pragmas lists what a connection is told, in order.
func pragmas(cfg Config) []string {
	list := []string{
		fmt.Sprintf("busy_timeout=%d", cfg.BusyTimeout.Milliseconds()),
		"temp_store=2",
		"foreign_keys=1",
		"secure_delete=1",
		// In pages: given in KiB, SQLite counts with the page size it assumes before it has read the file.
		fmt.Sprintf("cache_size=%d", max(cfg.CacheKiB*1024/cfg.PageSize, 4)),
	}
	if cfg.ReadOnly {
		return list // not query_only: it would forbid VACUUM INTO, which readers may do beside the writer
	}
	if runtime.GOOS == "darwin" {
		list = append(list, "fullfsync=1", "checkpoint_fullfsync=1") // fsync alone leaves the data in the drive's cache
	}
	list = append(list, fmt.Sprintf("page_size=%d", cfg.PageSize))
	if cfg.Incremental {
		list = append(list, "auto_vacuum=2")
	}
	if cfg.Journal == WAL {
		return append(list, "journal_mode=wal", "journal_size_limit=67108864", "synchronous=full")
	}
	return append(list, "journal_mode="+rollbackMode, "synchronous=extra")
}
