package store

import (
	"context"
	"database/sql"
	"sync"

	"feltbog/internal/feltbog"
)

// deviceRow is what the space knows about one device's chain.
type deviceRow struct {
	n    int64
	id   feltbog.ID
	seq  int64  // end of the chain without gaps
	hash []byte // hash of that set
	top  int64  // highest number seen
}

// dictionary resolves the short numbers of the database.
type dictionary interface {
	deviceID(n int64) (feltbog.ID, bool)
	nameOf(n int64) (string, bool)
}

// dict holds the tables device and name in memory: a few dozen rows that every record refers to.
type dict struct {
	mu      sync.RWMutex
	devices map[feltbog.ID]*deviceRow
	byN     map[int64]*deviceRow
	names   map[string]int64
	nameByN map[int64]string
}

// querier is what reading needs: the writing connection or the readers' pool.
type querier interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row
}

func loadDict(ctx context.Context, db querier) (*dict, error) {
	d := &dict{devices: map[feltbog.ID]*deviceRow{}, byN: map[int64]*deviceRow{}, names: map[string]int64{}, nameByN: map[int64]string{}}
	rows, err := db.QueryContext(ctx, "SELECT n,id,seq,hash,top FROM device")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		r := &deviceRow{}
		var id []byte
		if err := rows.Scan(&r.n, &id, &r.seq, &r.hash, &r.top); err != nil {
			return nil, err
		}
		copy(r.id[:], id)
		d.devices[r.id], d.byN[r.n] = r, r
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	names, err := db.QueryContext(ctx, "SELECT n,name FROM name")
	if err != nil {
		return nil, err
	}
	defer names.Close()
	for names.Next() {
		var n int64
		var name string
		if err := names.Scan(&n, &name); err != nil {
			return nil, err
		}
		d.names[name], d.nameByN[n] = n, name
	}
	return d, names.Err()
}

// device returns a copy of a device's row; only the writer has the row itself.
func (d *dict) device(id feltbog.ID) (deviceRow, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if r := d.devices[id]; r != nil {
		return *r, true
	}
	return deviceRow{}, false
}

// own returns the row itself, for the one who writes; it is changed under set.
func (d *dict) own(id feltbog.ID) (*deviceRow, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	r, ok := d.devices[id]
	return r, ok
}

// set changes a row so that no reader sees it half changed.
func (d *dict) set(r *deviceRow, seq, top int64, hash []byte) {
	d.mu.Lock()
	r.seq, r.top, r.hash = seq, top, hash
	d.mu.Unlock()
}

func (d *dict) deviceID(n int64) (feltbog.ID, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if r := d.byN[n]; r != nil {
		return r.id, true
	}
	return feltbog.ID{}, false
}

func (d *dict) nameOf(n int64) (string, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	s, ok := d.nameByN[n]
	return s, ok
}

func (d *dict) number(name string) (int64, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	n, ok := d.names[name]
	return n, ok
}

func (d *dict) addDevice(r *deviceRow) {
	d.mu.Lock()
	d.devices[r.id], d.byN[r.n] = r, r
	d.mu.Unlock()
}

func (d *dict) addName(name string, n int64) {
	d.mu.Lock()
	d.names[name], d.nameByN[n] = n, name
	d.mu.Unlock()
}

// all returns copies of the device rows.
func (d *dict) all() []deviceRow {
	d.mu.RLock()
	defer d.mu.RUnlock()
	rows := make([]deviceRow, 0, len(d.devices))
	for _, r := range d.devices {
		rows = append(rows, *r)
	}
	return rows
}
