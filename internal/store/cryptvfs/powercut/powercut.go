// Package powercut simulates a machine that loses power while a database is being written. For tests only.
//
// A [Log] records what the encrypting layer does to the disk and what the program promised meanwhile ([Log.Ack]).
// [Log.Cuts] then stops the recording at random points and builds the disk as it may look afterwards:
//
//   - what was synced is there;
//   - every write since the last sync is there, is not there, or is there in some of its 512-byte sectors;
//   - a file deleted without a sync of its directory may be back, a file made without one may be missing.
//
// A sync of a new journal or log counts as a sync of its directory, as in SQLite's unix VFS.
package powercut

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"feltbog/internal/store/cryptvfs"
)

// sector is the unit a disk writes whole.
const sector = 512

// Log is a recording. Its zero value is ready.
type Log struct {
	mu  sync.Mutex
	ops []entry
}

type entry struct {
	cryptvfs.Op
	acked int64 // with Kind 0: a promise
}

// Record goes to cryptvfs.WithRecorder. Unnamed temporary files are left out: nobody reads them after a cut.
func (l *Log) Record(op cryptvfs.Op) {
	if op.Path == "" || op.Kind == cryptvfs.OpShmGrow {
		return
	}
	op.Data = slices.Clone(op.Data)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ops = append(l.ops, entry{Op: op})
}

// Ack notes that everything up to number n was acknowledged to the user.
func (l *Log) Ack(n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ops = append(l.ops, entry{acked: n})
}

// Len is the number of operations recorded so far.
func (l *Log) Len() int { return len(l.ops) }

// Disk is what is left after a cut.
type Disk struct {
	At    int               // after so many operations
	Acked int64             // the last promise before it
	Files map[string][]byte // by base name
}

// WriteTo puts the files into dir.
func (d Disk) WriteTo(dir string) error {
	for name, b := range d.Files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Cuts calls f for n random cuts at or after operation from, in order of time, until f returns false.
func (l *Log) Cuts(r *rand.Rand, n, from int, f func(Disk) bool) {
	at := make([]int, n)
	for i := range at {
		at[i] = from + r.IntN(len(l.ops)-from+1)
	}
	slices.Sort(at)
	m := machine{r: r, paths: map[string]*entryOnDisk{}}
	done := 0
	for _, stop := range at {
		for ; done < stop; done++ {
			m.do(l.ops[done])
		}
		if !f(m.cut(stop)) {
			return
		}
	}
}

// machine replays a log with the caches a real machine has.
type machine struct {
	r     *rand.Rand
	acked int64
	paths map[string]*entryOnDisk
}

// entryOnDisk is a directory entry. ghost is the file it may still name after a cut because its deletion was not synced.
type entryOnDisk struct {
	cur, ghost *inode
	fresh      bool // the entry itself is not synced
}

type inode struct {
	durable []byte
	pending []cryptvfs.Op
	synced  bool
}

func (m *machine) do(e entry) {
	if e.Kind == 0 {
		m.acked = e.acked
		return
	}
	p := m.paths[e.Path]
	if p == nil {
		p = &entryOnDisk{}
		m.paths[e.Path] = p
	}
	if p.cur == nil && e.Kind != cryptvfs.OpDelete {
		p.cur, p.fresh = &inode{}, true
	}
	switch e.Kind {
	case cryptvfs.OpWrite, cryptvfs.OpTruncate:
		p.cur.pending = append(p.cur.pending, e.Op)
	case cryptvfs.OpSync:
		for _, op := range p.cur.pending {
			p.cur.durable = apply(p.cur.durable, op)
		}
		p.cur.pending = nil
		if companion := strings.HasSuffix(e.Path, "-journal") || strings.HasSuffix(e.Path, "-wal"); companion && !p.cur.synced {
			m.syncDir()
		}
		p.cur.synced = true
	case cryptvfs.OpDelete:
		if p.cur != nil && p.ghost == nil && !p.fresh {
			p.ghost = p.cur
		}
		p.cur = nil
		if e.DirSync {
			m.syncDir()
		}
	}
}

func (m *machine) syncDir() {
	for _, p := range m.paths {
		p.ghost, p.fresh = nil, false
	}
}

func (m *machine) cut(at int) Disk {
	d := Disk{At: at, Acked: m.acked, Files: map[string][]byte{}}
	paths := make([]string, 0, len(m.paths))
	for path := range m.paths {
		paths = append(paths, path)
	}
	slices.Sort(paths) // maps have no order, seeds must
	for _, path := range paths {
		p := m.paths[path]
		f := p.cur
		switch {
		case p.ghost != nil && m.r.IntN(2) == 0:
			f = p.ghost
		case p.ghost == nil && p.fresh && m.r.IntN(2) == 0:
			f = nil
		}
		if f != nil {
			d.Files[filepath.Base(path)] = m.torn(f)
		}
	}
	return d
}

// torn is the file with a random part of what was not synced.
func (m *machine) torn(f *inode) []byte {
	b := slices.Clone(f.durable)
	for _, op := range f.pending {
		switch x := m.r.IntN(10); {
		case x < 4:
			b = apply(b, op)
		case x < 8 && op.Kind == cryptvfs.OpWrite:
			for off := 0; off < len(op.Data); off += sector {
				if m.r.IntN(2) == 0 {
					piece := op
					piece.Off += int64(off)
					piece.Data = op.Data[off:min(off+sector, len(op.Data))]
					b = apply(b, piece)
				}
			}
		}
	}
	return b
}

func apply(b []byte, op cryptvfs.Op) []byte {
	end := op.Off + int64(len(op.Data))
	if grow := end - int64(len(b)); grow > 0 {
		b = append(b, make([]byte, grow)...)
	}
	if op.Kind == cryptvfs.OpTruncate {
		return b[:op.Off]
	}
	copy(b[op.Off:], op.Data)
	return b
}
