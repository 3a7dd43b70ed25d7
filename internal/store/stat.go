package store

import (
	"context"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Stat describes a space.
type Stat struct {
	Kinds     map[string]int // records that are there, by kind; unknown kinds too
	Trash     int
	Conflicts int
	Sets      int64
	Words     int64 // distinct words in the index
	Devices   []DeviceStat
	Bytes     Bytes
}

// DeviceStat is what is here of one device's chain.
type DeviceStat struct {
	ID  feltbog.ID
	Seq uint64 // every set up to this number is here
	Top uint64 // the highest number seen
}

// Bytes says what the database is made of, in bytes.
type Bytes struct {
	Total  int64
	Log    int64 // log and touch
	Tables int64 // records, rows, elements
	Index  int64 // full-text index and vocabulary
	Free   int64
}

// Stat counts what the space holds. With sizes it also measures the parts, which reads the whole file.
func (s *Store) Stat(ctx context.Context, sizes bool) (Stat, error) {
	st := Stat{Kinds: map[string]int{}}
	rows, err := s.ro.QueryContext(ctx, "SELECT n.name,r.status,count(*) FROM record r JOIN name n ON n.n=r.kind GROUP BY 1,2")
	if err != nil {
		return st, s.err(err)
	}
	for rows.Next() {
		var kind string
		var status, n int
		if err := rows.Scan(&kind, &status, &n); err != nil {
			rows.Close()
			return st, s.err(err)
		}
		switch change.Status(status) {
		case change.Alive, change.Revived:
			st.Kinds[kind] += n
		case change.Trashed:
			st.Trash += n
		}
	}
	if err := rows.Close(); err != nil {
		return st, s.err(err)
	}
	err = s.ro.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM conflict),(SELECT count(*) FROM log),(SELECT count(*) FROM word)").
		Scan(&st.Conflicts, &st.Sets, &st.Words)
	if err != nil {
		return st, s.err(err)
	}
	for _, d := range s.dict.all() {
		if d.top > 0 {
			st.Devices = append(st.Devices, DeviceStat{ID: d.id, Seq: uint64(d.seq), Top: uint64(d.top)})
		}
	}
	if sizes {
		st.Bytes, err = s.bytes(ctx)
	}
	return st, s.err(err)
}

// bytes sums the pages of each table by what it is for.
func (s *Store) bytes(ctx context.Context) (Bytes, error) {
	var b Bytes
	var page, count, free int64
	err := s.ro.QueryRowContext(ctx, "SELECT page_size,page_count,freelist_count FROM pragma_page_size,pragma_page_count,pragma_freelist_count").
		Scan(&page, &count, &free)
	if err != nil {
		return b, err
	}
	b.Total, b.Free = page*count, page*free
	err = s.ro.QueryRowContext(ctx, `SELECT
		coalesce(sum(pgsize) FILTER (WHERE name IN ('log','log_import','touch')),0),
		coalesce(sum(pgsize) FILTER (WHERE name LIKE 'fts%' OR name LIKE '%word%'),0) FROM dbstat WHERE aggregate=TRUE`).
		Scan(&b.Log, &b.Index)
	b.Tables = b.Total - b.Free - b.Log - b.Index
	return b, err
}

// LastChange returns when the newest of what is here was sealed, taken in or, for the open draft, saved: after a crash
// that cost the end of the write-ahead log, everything up to then is there. Sets of other machines count by when they
// came. The zero time is an empty space.
func (s *Store) LastChange(ctx context.Context) (time.Time, error) {
	var ms int64
	err := s.ro.QueryRowContext(ctx, `SELECT max(
		coalesce((SELECT max(l.clock>>16) FROM device d JOIN log l ON l.id=(d.n<<40|d.top) WHERE l.import IS NULL),0),
		coalesce((SELECT saved FROM draft),0), coalesce((SELECT max(at) FROM import),0))`).Scan(&ms)
	if err != nil || ms == 0 {
		return time.Time{}, s.err(err)
	}
	return time.UnixMilli(ms).UTC(), nil
}

// Digest hashes the visible state of the space; equal on two machines that agree.
func (s *Store) Digest(ctx context.Context) ([32]byte, error) {
	d := change.NewDigest(s.opt.Space)
	rows, err := s.ro.QueryContext(ctx, "SELECT id,kind,state FROM record WHERE status<>3 ORDER BY id")
	if err != nil {
		return [32]byte{}, s.err(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, blob []byte
		var kind int64
		if err := rows.Scan(&id, &kind, &blob); err != nil {
			return [32]byte{}, s.err(err)
		}
		st, err := decodeState(blob, s.dict)
		if err != nil {
			return [32]byte{}, err
		}
		name, _ := s.dict.nameOf(kind)
		st.Kind = feltbog.Kind(name)
		d.Add(feltbog.ID(id), st)
	}
	return d.Sum(), s.err(rows.Err())
}
