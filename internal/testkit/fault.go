package testkit

import (
	"strings"
	"sync"

	"feltbog/internal/store/cryptvfs"
)

// Disk is a disk that can be made to fill up or break below the encrypting layer.
type Disk struct {
	mu   sync.Mutex
	on   bool
	left int
	hits int
	err  error
	only string // part of the path; "" for every file
	kind string // kinds of operations that count
}

// Layer returns the option that puts the disk below a database.
func (d *Disk) Layer() cryptvfs.Option { return cryptvfs.WithFault(d.before) }

func (d *Disk) before(op cryptvfs.Op) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.on || !strings.ContainsRune(d.kind, rune(op.Kind)) || !strings.Contains(op.Path, d.only) {
		return nil
	}
	if d.left > 0 {
		d.left--
		return nil
	}
	d.hits++
	return d.err
}

// FillAfter lets n more writes through; every later one finds the disk full until Free.
func (d *Disk) FillAfter(n int) { d.set(n, cryptvfs.ErrDiskFull, "", "cwm") }

// BreakAfter lets n more operations of the kinds on files whose path holds only through; later ones fail with err.
func (d *Disk) BreakAfter(n int, err error, only, kinds string) { d.set(n, err, only, kinds) }

func (d *Disk) set(n int, err error, only, kinds string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.on, d.left, d.hits, d.err, d.only, d.kind = true, n, 0, err, only, kinds
}

// Free lets everything through again and returns how many operations had failed.
func (d *Disk) Free() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.on = false
	return d.hits
}
