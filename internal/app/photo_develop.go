package app

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// The variants of small copies that are kept.
const (
	thumbRough  = "rough"  // the one that a camera put inside, until there is a better one
	thumbGrid   = "320"    // photo.ThumbSide
	thumbUnread = "unread" // not a picture: why there is none
)

// shownOf is the file that a picture's small copies are of.
func shownOf(o *feltbog.Photo) feltbog.BlobRef {
	if o.Travel.IsZero() {
		return o.Original
	}
	return o.Travel
}

// unreadMark remembers that a picture cannot be read, and why, so that nobody tries again.
func unreadMark(o *feltbog.Photo, why error) vault.Thumb {
	m := unreadWhy{Key: "photo.broken", Text: why.Error()}
	var e *feltbog.Error
	if errors.As(why, &e) {
		m = unreadWhy{e.Key, e.Text, e.Args}
	}
	b, _ := json.Marshal(m)
	return vault.Thumb{Of: o.Original.Hash, Variant: thumbUnread, Data: b}
}

type unreadWhy struct {
	Key  string            `json:"key"`
	Text string            `json:"text"`
	Args map[string]string `json:"args,omitempty"`
}

// unreadReason is what unreadMark remembered; nil when the picture can be read, as far as anybody knows.
func (p *Project) unreadReason(ctx context.Context, o *feltbog.Photo) error {
	b, err := p.v.Team().Thumb(ctx, o.Original.Hash, thumbUnread)
	if err != nil || b == nil {
		return err
	}
	var m unreadWhy
	if err := json.Unmarshal(b, &m); err != nil {
		return nil
	}
	return &feltbog.Error{Code: feltbog.EDamaged, Key: m.Key, Text: m.Text, Args: m.Args}
}

// undeveloped lists the pictures whose copies for the grid, or for the team, were not made yet on this machine.
func (p *Project) undeveloped(ctx context.Context) ([]feltbog.ID, error) {
	team := p.v.Team()
	if team == nil {
		return nil, nil
	}
	var out []feltbog.ID
	err := team.Sketch(ctx, feltbog.KindPhoto, []string{"original", "travel"}, "taken", 0, func(r feltbog.Record) error {
		o := r.(*feltbog.Photo)
		ref := shownOf(o)
		if ref.IsZero() {
			return nil
		}
		have, err := team.Thumb(ctx, ref.Hash, thumbGrid)
		if err == nil && have == nil && o.Travel.IsZero() {
			have, err = team.Thumb(ctx, ref.Hash, thumbUnread)
		}
		if err == nil && have == nil {
			var here bool
			if here, err = team.Media.Has(ctx, ref.Hash); here {
				out = append(out, o.ID)
			}
		}
		return errors.Join(err, ctx.Err())
	})
	return out, cancelled(ctx, err)
}

// PendingPhotos is how many pictures still wait for their copies: after an import that was cut off.
func (p *Project) PendingPhotos(ctx context.Context) (int, error) {
	ids, err := p.undeveloped(ctx)
	return len(ids), err
}

// DevelopPhotos makes the copies of pictures that an import left behind when it was cut off.
func (p *Project) DevelopPhotos(ctx context.Context, progress *Progress) error {
	p.importMu.Lock()
	defer p.importMu.Unlock()
	ids, err := p.undeveloped(ctx)
	if err != nil {
		return err
	}
	progress.Expect(int64(len(ids)))
	sources := map[feltbog.ID]string{}
	for _, id := range ids {
		sources[id] = ""
	}
	return cancelled(ctx, p.develop(ctx, sources, progress, func(feltbog.ID, error) {}))
}

// develop makes the copies of pictures: small ones for the grid, and of what is no JPEG the one that travels. sources
// says where a picture's file lies, "" when that is not known. unread hears of those of which there is nothing to show.
func (p *Project) develop(ctx context.Context, sources map[feltbog.ID]string, progress *Progress, unread func(feltbog.ID, error)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan feltbog.ID)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var first error
	for range 2 {
		wg.Go(func() {
			for id := range queue {
				why, err := p.developOne(ctx, id, sources[id])
				mu.Lock()
				if why != nil {
					unread(id, why)
				}
				if err != nil && first == nil {
					first = err
					stop()
				}
				mu.Unlock()
				progress.Add(1)
			}
		})
	}
feed:
	for id := range sources {
		select {
		case queue <- id:
		case <-ctx.Done():
			break feed
		}
	}
	close(queue)
	wg.Wait()
	if first == nil {
		first = ctx.Err()
	}
	return first
}

// developOne makes the copies of one picture. why is the reason when there is nothing to show of it.
func (p *Project) developOne(ctx context.Context, id feltbog.ID, source string) (why, err error) {
	team := p.v.Team()
	rec, _, err := team.Get(ctx, id)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	o := rec.(*feltbog.Photo)
	if o.Travel.IsZero() {
		if why := p.unreadReason(ctx, o); why != nil {
			return why, nil // it is known
		}
		if why, err := p.makeTravel(ctx, o, source); why != nil || err != nil {
			return why, err
		}
	}
	if have, err := team.Thumb(ctx, o.Travel.Hash, thumbGrid); have != nil || err != nil {
		return nil, err
	}
	_, why, err = p.makeThumb(ctx, o)
	return why, err
}

// makeTravel makes the copy that goes to the team, from the original.
func (p *Project) makeTravel(ctx context.Context, o *feltbog.Photo, source string) (why, err error) {
	team := p.v.Team()
	b, err := readFile(ctx, team, o.Original, photo.MaxFile)
	if err != nil {
		return nil, err
	}
	format := photo.Sniff(b)
	var with photo.Converter
	if source != "" && format == photo.HEIC {
		if private, e := p.private(); e == nil {
			with = photo.SystemConverter(source, private)
		}
	}
	t, why := photo.Travelling(ctx, format, b, photo.ReadMetadata(format, b, p.v.Now().Location()), with)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if feltbog.ErrorCode(why) == feltbog.EInternal { // it says nothing about the picture
		return nil, why
	}
	if why != nil {
		return why, team.PutThumbs(ctx, unreadMark(o, why))
	}
	refs, err := team.PutFiles(ctx, []vault.File{{Contents: t.JPEG, MIME: photo.JPEG.MIME()}})
	if err != nil {
		return nil, err
	}
	small, err := photo.Thumb(t.JPEG)
	if err != nil {
		return err, team.PutThumbs(ctx, unreadMark(o, err))
	}
	if err := team.PutThumbs(ctx, vault.Thumb{Of: refs[0].Hash, Variant: thumbGrid, Data: small}); err != nil {
		return nil, err
	}
	_, err = p.v.Do(ctx, store.Action{Name: "photo.ready"}, vault.Work{team: func(w *store.Writer) error {
		_, err := edit(ctx, team, w, o.ID, func(r *feltbog.Photo) {
			r.Travel, r.Width, r.Height = refs[0], t.Size.Width, t.Size.Height
			if r.Turn%2 == 1 { // somebody turned it while it was made
				r.Width, r.Height = r.Height, r.Width
			}
		})
		return err
	}})
	o.Travel = refs[0]
	return nil, err
}

// makeThumb makes the small copy for the grid and keeps it.
func (p *Project) makeThumb(ctx context.Context, o *feltbog.Photo) (small []byte, why, err error) {
	team := p.v.Team()
	b, err := readFile(ctx, team, o.Travel, photo.MaxFile)
	if err != nil {
		return nil, nil, err
	}
	if small, why = photo.Thumb(b); why != nil {
		return nil, why, nil
	}
	return small, nil, team.PutThumbs(ctx, vault.Thumb{Of: o.Travel.Hash, Variant: thumbGrid, Data: small})
}

// private is a folder for what lies on the disk for a moment.
func (p *Project) private() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "feltbog", "pictures")
	return dir, os.MkdirAll(dir, 0o700)
}
