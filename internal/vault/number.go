package vault

import (
	"context"
	"encoding/binary"
	"encoding/hex"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// numberBlock is how many numbers of a series a machine gets at a time, numberSpread among how many free blocks it
// picks. Machines that take a block without having met then rarely take the same one, and printed numbers stay short.
const (
	numberBlock  = 200
	numberSpread = 45
)

// announce writes this machine's record into the team space, so that others can check its signatures.
func (v *Vault) announce(ctx context.Context, name string) error {
	key, err := v.ring.SigningKey()
	if err != nil {
		return err
	}
	device := v.session.Stamp.Device
	member := v.Actor(ctx)
	if name == "" {
		name = v.deviceName(ctx, member)
	}
	rec := &feltbog.Device{Base: feltbog.Base{ID: device}, Member: member, Name: name,
		SigningKey: hex.EncodeToString(key[32:]), Added: feltbog.NewInstant(v.now())}
	_, err = v.Team().Write(ctx, store.Action{Name: "device.add", Actor: member}, func(w *store.Writer) error { return w.Put(rec) })
	return err
}

// deviceName returns what the member's last machine was called: a copied or restored vault stands in for it.
func (v *Vault) deviceName(ctx context.Context, member feltbog.ID) string {
	recs, err := v.Team().List(ctx, feltbog.KindDevice, []store.Where{{Field: "member", Value: member}}, 1)
	if err != nil || len(recs) == 0 {
		return ""
	}
	return recs[0].(*feltbog.Device).Name
}

// NextNumber returns the next number to print in a series. It is never given twice by this machine; when its block is
// used up the machine takes another and writes that into the team space.
func (v *Vault) NextNumber(ctx context.Context, series feltbog.NumberSeries) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	team := v.home()
	n, ok, err := team.TakeNumber(ctx, string(series))
	if err != nil || ok {
		return n, err
	}
	block, err := v.freeBlock(ctx, team, series)
	if err != nil {
		return 0, err
	}
	rec := &feltbog.NumberBlock{Device: v.session.Stamp.Device, Series: series,
		From: max(block*numberBlock, 1), To: (block+1)*numberBlock - 1}
	_, err = team.Write(ctx, store.Action{Name: "number.block", Actor: v.Actor(ctx)}, func(w *store.Writer) error { return w.Put(rec) })
	if err != nil {
		return 0, err
	}
	if err := team.GiveNumbers(ctx, string(series), rec.From, rec.To); err != nil {
		return 0, err
	}
	n, _, err = team.TakeNumber(ctx, string(series))
	return n, err
}

// freeBlock picks the number of a block that nobody is known to have: the first one in a new project, otherwise one of the next free
// ones, chosen by the device's id.
func (v *Vault) freeBlock(ctx context.Context, team *Space, series feltbog.NumberSeries) (int, error) {
	recs, err := team.List(ctx, feltbog.KindNumberBlock, []store.Where{{Field: "series", Value: string(series)}}, 0)
	if err != nil {
		return 0, err
	}
	taken := map[int]bool{}
	own := 0
	for _, r := range recs {
		b := r.(*feltbog.NumberBlock)
		for n := b.From / numberBlock; n <= b.To/numberBlock; n++ {
			taken[n] = true
		}
		if b.Device == v.session.Stamp.Device {
			own++
		}
	}
	skip := 0
	if founder, err := v.founder(ctx, team); err != nil {
		return 0, err
	} else if !founder {
		d := v.session.Stamp.Device
		skip = 1 + int(binary.BigEndian.Uint32(d[:4])+uint32(own))%numberSpread
	}
	for n := 0; ; n++ {
		if taken[n] {
			continue
		}
		if skip--; skip < 0 {
			return n, nil
		}
	}
}

// founder reports whether this device made the project: nobody else can then have taken the first numbers unseen.
func (v *Vault) founder(ctx context.Context, team *Space) (bool, error) {
	recs, err := team.List(ctx, feltbog.KindDevice, nil, 0)
	if err != nil || len(recs) == 0 {
		return false, err
	}
	return recs[len(recs)-1].RecordID() == v.session.Stamp.Device, nil
}
