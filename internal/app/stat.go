package app

import (
	"context"
	"encoding/hex"
	"io/fs"
	"path/filepath"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Stat describes a project.
type Stat struct {
	Facts
	Kinds     map[string]int `json:"kinds"` // records that are there, by kind; kinds of newer versions too
	Trash     int            `json:"trash"`
	Conflicts int            `json:"two_versions"`
	Spaces    []SpaceStat    `json:"spaces"`
	Devices   []DeviceStat   `json:"devices"`
	Bytes     int64          `json:"bytes"` // of the vault's folder, backups in it included
	Versions  Versions       `json:"versions"`
	Digest    string         `json:"digest,omitempty"` // of the team's visible state; equal on two machines that agree
}

// SpaceStat describes one open space.
type SpaceStat struct {
	Kind  feltbog.SpaceKind `json:"kind"`
	ID    feltbog.ID        `json:"id"`
	Sets  int64             `json:"change_sets"`
	Words int64             `json:"words"`
	Sizes Sizes             `json:"bytes"`
}

// Sizes says what a space's database is made of, in bytes.
type Sizes struct {
	Total  int64 `json:"total"`
	Log    int64 `json:"log"`
	Tables int64 `json:"tables"`
	Index  int64 `json:"index"`
	Free   int64 `json:"free"`
}

// DeviceStat is what is here of one machine's work in the team space.
type DeviceStat struct {
	ID   feltbog.ID `json:"id"`
	Name string     `json:"name,omitempty"`
	Own  bool       `json:"own"`
	Sets uint64     `json:"change_sets"`       // everything up to this number is here
	Seen uint64     `json:"highest,omitempty"` // a higher one is known, but something before it is missing
}

// Versions are the versions of the forms that this program writes.
type Versions struct {
	Changes  int `json:"changes"`
	Database int `json:"database"`
}

// Stat counts what the project holds; digest also hashes its visible state.
func (p *Project) Stat(ctx context.Context, digest bool) (Stat, error) {
	facts, err := p.Facts(ctx)
	if err != nil {
		return Stat{}, cancelled(ctx, err)
	}
	st := Stat{Facts: facts, Kinds: map[string]int{}, Devices: []DeviceStat{},
		Versions: Versions{Changes: change.Format, Database: store.SchemaVersion()}}
	for _, s := range p.v.Spaces() {
		one, err := s.Stat(ctx, true)
		if err != nil {
			return Stat{}, cancelled(ctx, err)
		}
		for k, n := range one.Kinds {
			st.Kinds[k] += n
		}
		st.Trash += one.Trash
		st.Conflicts += one.Conflicts
		st.Spaces = append(st.Spaces, SpaceStat{Kind: s.Kind(), ID: s.Space(), Sets: one.Sets, Words: one.Words, Sizes: Sizes(one.Bytes)})
		if s.Kind() == feltbog.TeamSpace {
			for _, d := range one.Devices {
				st.Devices = append(st.Devices, p.device(ctx, d))
			}
		}
	}
	st.Bytes = folderSize(p.v.Dir())
	if digest {
		sum, err := p.v.Digest(ctx)
		if err != nil {
			return Stat{}, cancelled(ctx, err)
		}
		st.Digest = hex.EncodeToString(sum[:])
	}
	return st, nil
}

func (p *Project) device(ctx context.Context, d store.DeviceStat) DeviceStat {
	out := DeviceStat{ID: d.ID, Sets: d.Seq, Own: d.ID == p.v.Identity().Stamp.Device}
	if d.Top > d.Seq {
		out.Seen = d.Top
	}
	if rec, _, err := p.v.Team().Get(ctx, d.ID); err == nil {
		if dev, ok := rec.(*feltbog.Device); ok {
			out.Name = dev.Name
		}
	}
	return out
}

// folderSize adds up the files of a folder; what cannot be read counts as nothing.
func folderSize(dir string) int64 {
	var n int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}
