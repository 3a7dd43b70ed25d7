package store

import (
	"bytes"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// apply puts one sealed set into the log and folds its changes. body is its wire form; imp is the import that brought
// it, 0 for an own set. It reports whether the set was new.
func (x *txn) apply(set *change.Set, body []byte, hash [32]byte, imp int64) (bool, error) {
	dev, err := x.device(set.Device)
	if err != nil {
		return false, err
	}
	row := logID(dev.n, int64(set.Seq))
	if int64(set.Seq) <= dev.top {
		var have []byte
		found, err := x.row("SELECT hash FROM log WHERE id=?", []any{row}, &have)
		if err != nil {
			return false, err
		}
		if found {
			if !bytes.Equal(have, hash[:]) {
				return false, change.Equivocation(set.ID())
			}
			return false, x.fill(row, set)
		}
	}
	if err := x.neighbours(set, dev, hash); err != nil {
		return false, err
	}
	if set.Erases() {
		if err := x.recordErasures(set); err != nil {
			return false, err
		}
	}
	if !x.erasures.Empty() && set.Strip(x.erasures.Gone) {
		if body, err = change.Encode(set); err != nil {
			return false, err
		}
	}
	var source any
	if imp != 0 {
		source = imp
	}
	if err := x.run("INSERT INTO log(id,clock,hash,import,withheld,body) VALUES(?,?,?,?,0,?)",
		row, int64(set.Clock), hash[:], source, body); err != nil {
		return false, err
	}
	if err := x.extend(dev, set, hash); err != nil {
		return false, err
	}
	for n := range set.Changes {
		if err := x.applyChange(&set.Changes[n], set.ChangeID(n), row); err != nil {
			return false, err
		}
	}
	if len(x.recs) >= flushAt {
		if err := x.flush(); err != nil {
			return false, err
		}
	}
	return true, nil
}

// neighbours checks the hash chain against the sets on both sides, as far as they are here.
func (x *txn) neighbours(set *change.Set, dev *deviceRow, hash [32]byte) error {
	broken := func() error {
		return feltbog.Errorf(feltbog.EDamaged, "change.chain",
			"change set %s does not follow the one before it: the log has been altered; nothing was changed", set.ID()).
			With("set", set.ID().String())
	}
	switch seq := int64(set.Seq); {
	case seq == 1:
		if set.Prev != [32]byte{} {
			return broken()
		}
	case seq == dev.seq+1:
		if !bytes.Equal(set.Prev[:], dev.hash) {
			return broken()
		}
	default:
		var before []byte
		if found, err := x.row("SELECT hash FROM log WHERE id=?", []any{logID(dev.n, seq-1)}, &before); err != nil {
			return err
		} else if found && !bytes.Equal(set.Prev[:], before) {
			return broken()
		}
	}
	if int64(set.Seq) < dev.top {
		after, err := x.loadSet(logID(dev.n, int64(set.Seq)+1))
		if err != nil {
			return err
		}
		if after != nil && after.Prev != hash {
			return broken()
		}
	}
	return nil
}

// extend moves the end of the device's chain over the set and over those behind it that were waiting for it.
func (x *txn) extend(dev *deviceRow, set *change.Set, hash [32]byte) error {
	seq, top, end := dev.seq, max(dev.top, int64(set.Seq)), dev.hash
	if int64(set.Seq) == seq+1 {
		seq, end = int64(set.Seq), bytes.Clone(hash[:])
		for seq < top {
			var next []byte
			found, err := x.row("SELECT hash FROM log WHERE id=?", []any{logID(dev.n, seq+1)}, &next)
			if err != nil {
				return err
			}
			if !found {
				break
			}
			seq, end = seq+1, next
		}
	}
	x.dict.set(dev, seq, top, end)
	if set.Device == x.chain.Device {
		x.chain.Seq = uint64(dev.seq)
		copy(x.chain.Hash[:], dev.hash)
	}
	x.clock = x.clock.Observe(set.Clock, x.opt.Now())
	return x.run("UPDATE device SET seq=?,hash=?,top=? WHERE n=?", dev.seq, dev.hash, dev.top, dev.n)
}

// applyChange folds one change into its record.
func (x *txn) applyChange(c *change.Change, id change.ID, row int64) error {
	if c.Erase != nil {
		return nil
	}
	r, err := x.load(c.Record, c.Kind, c.Clock)
	if err != nil {
		return err
	}
	if err := x.run("INSERT OR IGNORE INTO touch(rid,log) VALUES(?,?)", r.rid, row); err != nil {
		return err
	}
	r.fold(c, id, x.applied)
	return x.noteBlobs(c, row)
}

// applied reports whether a change is in the log and not withheld. It is asked only about values that are no longer
// heads, which is rare.
func (x *txn) applied(id change.ID) bool {
	row := x.logRow(id.Set())
	if row == 0 {
		return false
	}
	var withheld int
	found, err := x.row("SELECT withheld FROM log WHERE id=?", []any{row}, &withheld)
	return err == nil && found && withheld == 0
}

// loadSet reads a set from the log, nil when it is not here.
func (x *txn) loadSet(row int64) (*change.Set, error) {
	var body []byte
	found, err := x.row("SELECT body FROM log WHERE id=?", []any{row}, &body)
	if err != nil || !found {
		return nil, err
	}
	return change.DecodeTrusted(body)
}
