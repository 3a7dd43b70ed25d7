package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"feltbog/internal/bundle"
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Preview is what taking a pakke in would do.
type Preview struct {
	Bundle
	// Gap tells that something comes before this pakke that is not here; then nothing more is known. Follows of the
	// pakke names what is missing, as far as its sender knew; Lacks are the machines that something is missing of.
	Gap   bool     `json:"gap"`
	Lacks []string `json:"lacks,omitempty"`
	// Stranger is a machine that the project here has not heard of: compare with its owner before taking it in.
	Stranger bool `json:"stranger"`
	// Nothing is new; Withheld tells that all of it was taken in and undone: taking it in puts it back.
	Nothing  bool  `json:"nothing_new"`
	Withheld int64 `json:"undone_import,omitempty"`

	New     int                  `json:"new_change_sets"`
	Adds    map[feltbog.Kind]int `json:"adds"`
	Changed map[feltbog.Kind]int `json:"changed"`
	Deletes map[feltbog.Kind]int `json:"deletes"` // go to the trash
	Erased  map[feltbog.Kind]int `json:"erased"`  // records here of which nothing would be left
	Erases  int                  `json:"erases"`  // records, participants and single values that are erased with it
	Decide  []ToDecide           `json:"to_decide"`
	// MissingFiles are pictures and files that are named, and are neither in the pakke nor here.
	MissingFiles []string `json:"missing_files"`
	NewFiles     int      `json:"new_files"`
	NewBytes     int64    `json:"new_file_bytes"`
}

// ToDecide is a field that would come to have two versions.
type ToDecide struct {
	Heading
	Field string `json:"field"`
}

// Preview is the job that reads a pakke wholly, checks every byte of it, and says what taking it in would do. Nothing is
// changed.
func (p *Project) Preview(file string, key BundleKey, out *Preview) Job {
	return Job{Title: "job.bundle.preview", Start: func(ctx context.Context, progress *Progress) (err error) {
		keys, err := key.keys(p.v)
		if err != nil {
			return err
		}
		f, r, err := openBundle(file, keys)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		m := r.Manifest()
		*out = Preview{Bundle: bundleFacts(m), MissingFiles: []string{}, Decide: []ToDecide{}}
		s, err := p.spaceOf(m)
		if err != nil {
			return err
		}
		if out.Stranger, err = p.trusted(ctx, s, m); err != nil {
			return err
		}
		progress.Expect(m.Bytes())
		if lacks := m.Lacks(s.Vector()); len(lacks) > 0 {
			out.Gap, out.Lacks = true, p.machines(ctx, lacks)
			return r.Blobs(ctx, countingBlobs(progress, nil))
		}
		files := newFileNames()
		rule, err := p.guestRuleFor(ctx, s)
		if err != nil {
			return err
		}
		would, err := s.Rehearse(ctx, func(take func(*change.Set, []byte) error) error {
			return r.Sets(ctx, counting(progress, rule.guarded(ctx, func(set *change.Set, body []byte) error {
				files.note(set)
				return take(set, body)
			})))
		}, nil)
		if err != nil {
			return err
		}
		if err := p.tellPreview(ctx, s, m, would, files, out); err != nil {
			return err
		}
		return r.Blobs(ctx, countingBlobs(progress, nil))
	}}
}

func (p *Project) tellPreview(ctx context.Context, s *vault.Space, m *bundle.Manifest, would store.Rehearsal, files *fileNames, out *Preview) error {
	out.New, out.Adds, out.Changed, out.Deletes, out.Erased, out.Erases = would.Sets, would.Added, would.Changed, would.Trashed, would.Gone, would.Erases
	n := p.namer()
	for _, u := range would.Decide {
		h, err := n.name(ctx, u.Kind, u.Record, aboveMost)
		if err != nil {
			return err
		}
		out.Decide = append(out.Decide, ToDecide{h, u.Field})
	}
	comes := map[[32]byte]bool{}
	for _, b := range m.Blobs {
		here, err := s.Media.Has(ctx, b.Hash)
		if err != nil {
			return err
		}
		if comes[b.Hash] = true; !here {
			out.NewFiles++
			out.NewBytes += b.Size
		}
	}
	for _, h := range files.order {
		if here, err := s.Media.Has(ctx, h); err != nil {
			return err
		} else if !here && !comes[h] {
			out.MissingFiles = append(out.MissingFiles, files.name(h))
		}
	}
	if out.Nothing = would.Sets == 0; out.Nothing {
		w, err := p.withheldOf(ctx, s, m.ID)
		out.Withheld = w
		return err
	}
	return nil
}

// machines names machines to people; one that is not known by its id.
func (p *Project) machines(ctx context.Context, ids []feltbog.ID) []string {
	var out []string
	for _, id := range ids {
		name := id.String()[:8]
		if team := p.v.Team(); team != nil {
			if rec, _, err := team.Get(ctx, id); err == nil {
				if d, ok := rec.(*feltbog.Device); ok {
					name = cmp.Or(d.Name, name)
				}
			}
		}
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// fileNames gathers which files change sets name, and what people call them.
type fileNames struct {
	order   [][32]byte
	records map[[32]byte]feltbog.ID
	names   map[feltbog.ID]string
}

func newFileNames() *fileNames {
	return &fileNames{records: map[[32]byte]feltbog.ID{}, names: map[feltbog.ID]string{}}
}

func (f *fileNames) note(set *change.Set) {
	for n := range set.Changes {
		c := &set.Changes[n]
		_ = c.Values(func(field string, _ int, v *change.Value) error {
			if v.Erased() {
				return nil
			}
			if field == "file_name" || f.names[c.Record] == "" && slices.Contains(titles, field) {
				if text, _ := change.Plain(v.Data()); text != nil {
					if s, ok := text.(string); ok && strings.TrimSpace(s) != "" {
						f.names[c.Record] = s
					}
				}
			}
			if staysHome(c.Kind, field) {
				return nil
			}
			for _, h := range store.BlobsIn(v.Data()) {
				if _, known := f.records[h]; !known {
					f.records[h] = c.Record
					f.order = append(f.order, h)
				}
			}
			return nil
		})
	}
}

func (f *fileNames) name(h [32]byte) string {
	return cmp.Or(f.names[f.records[h]], fmt.Sprintf("%x", h[:6]))
}

// importSource is how an import is remembered beside its change sets.
type importSource struct {
	Bundle  BundleName `json:"bundle"`
	Sender  string     `json:"sender,omitempty"`
	Machine string     `json:"machine,omitempty"`
}

func readSource(text string) importSource {
	var s importSource
	if json.Unmarshal([]byte(text), &s) != nil {
		s.Bundle.Name = text
	}
	return s
}

// withheldOf finds the undone import of a pakke, 0 when there is none.
func (p *Project) withheldOf(ctx context.Context, s *vault.Space, id feltbog.ID) (int64, error) {
	all, err := s.Imports(ctx)
	for _, i := range all {
		if i.Withheld && readSource(i.Source).Bundle.ID == id {
			return i.N, nil
		}
	}
	return 0, err
}
