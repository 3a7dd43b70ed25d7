package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// WarmPictures makes ready for the pictures of phones, so that the first ones show at once. It returns at once, and is
// called when somebody is about to bring pictures in.
func WarmPictures() { photo.Warm() }

// read reads one file as far as that is quick: all of a picture, its metadata, and of a JPEG the copy that travels.
func (i *importer) read(ctx context.Context, f found) intake {
	t := intake{found: f}
	if t.err = ctx.Err(); t.err != nil {
		return t
	}
	file, err := os.Open(f.path)
	if err != nil {
		t.err = unreadable(f.path, err)
		return t
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		t.err = unreadable(f.path, fmt.Errorf("not a file"))
		return t
	}
	t.stamp = info.ModTime()
	head := make([]byte, photo.SniffBytes)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		t.err = unreadable(f.path, err)
		return t
	}
	if t.format = photo.Sniff(head[:n]); !t.format.Picture() {
		return t
	}
	if info.Size() > photo.MaxFile {
		t.err = feltbog.Errorf(feltbog.EDamaged, "photo.file_large", "the file is too large for a picture: %d MB", info.Size()>>20).
			With("size", fmt.Sprint(info.Size()>>20))
		return t
	}
	rest, err := io.ReadAll(io.LimitReader(file, photo.MaxFile))
	if err != nil {
		t.err = unreadable(f.path, err)
		return t
	}
	t.contents = append(head[:n], rest...)
	t.hash = sha256.Sum256(t.contents)
	t.meta = photo.ReadMetadata(t.format, t.contents, i.zone)
	if t.format == photo.JPEG {
		travel, err := photo.Travelling(ctx, t.format, t.contents, t.meta, nil)
		if err != nil {
			t.err = err
			return t
		}
		t.travel = &travel
	}
	if t.rough, err = photo.Rough(ctx, t.format, t.contents, t.meta); err != nil && ctx.Err() == nil {
		t.rough = nil // there will be a better one, or a reason why not
	}
	return t
}

// write brings a batch into the vault: the files first, then what names them.
func (i *importer) write(ctx context.Context, batch []intake) error {
	var photos []*feltbog.Photo
	var files []vault.File
	var of []intake
	for _, t := range batch {
		i.progress.Add(1)
		same, again := i.here[t.hash]
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case t.err == nil && (t.format == photo.Sound || t.format == photo.Video):
			i.attach(ctx, t)
			continue
		case t.err == nil && !t.format.Picture():
			if t.expected() {
				i.unread(t, feltbog.Errorf(feltbog.EDamaged, "photo.format", "pictures of this kind cannot be read"))
			} else {
				i.done.Found--
			}
			i.progress.Add(1)
			continue
		case t.contents != nil && again:
			i.done.Again = append(i.done.Again, SameFile{t.path, same})
			i.progress.Add(1)
			continue
		case t.err != nil && (t.contents == nil || !i.in.KeepUnread):
			i.unread(t, t.err)
			i.progress.Add(1)
			continue
		}
		o := i.photo(t)
		i.here[t.hash] = o.ID
		photos, of = append(photos, o), append(of, t)
		files = append(files, vault.File{Contents: t.contents, MIME: t.format.MIME()})
		if t.travel != nil {
			files = append(files, vault.File{Contents: t.travel.JPEG, MIME: photo.JPEG.MIME()})
		}
	}
	if len(photos) == 0 {
		return nil
	}
	refs, err := i.p.v.Team().PutFiles(ctx, files)
	if err != nil {
		return err
	}
	var thumbs []vault.Thumb
	for n, o := range photos {
		o.Original, refs = refs[0], refs[1:]
		if of[n].travel != nil {
			o.Travel, refs = refs[0], refs[1:]
		}
		if of[n].rough != nil {
			thumbs = append(thumbs, vault.Thumb{Of: shownOf(o).Hash, Variant: thumbRough, Data: of[n].rough})
		}
		if of[n].err != nil {
			thumbs = append(thumbs, unreadMark(o, of[n].err))
		}
		if o.Number, err = i.p.v.NextNumber(ctx, feltbog.PhotoNumbers); err != nil {
			return err
		}
	}
	if len(thumbs) > 0 { // before the records, so that who hears of them finds something to show
		if err := i.p.v.Team().PutThumbs(ctx, thumbs...); err != nil {
			return err
		}
	}
	if err := i.record(ctx, photos, of); err != nil {
		return err
	}
	for n, o := range photos {
		i.done.Added = append(i.done.Added, o.ID)
		i.sources[o.ID] = of[n].path // develop tells those that cannot be read
	}
	return nil
}

func (i *importer) unread(t intake, why error) {
	i.done.Unread = append(i.done.Unread, UnreadFile{Path: t.path, Why: why})
}

// photo is what is known of a picture when it comes in.
func (i *importer) photo(t intake) *feltbog.Photo {
	in := &i.in
	o := &feltbog.Photo{FileName: i.clear(filepath.Base(t.path)), Orientation: t.meta.Orientation, Camera: t.meta.Camera, Session: in.Session, Place: in.Place,
		MadeBy: in.MadeBy, Photographer: in.Maker, Imported: feltbog.NewInstant(i.p.v.Now()), ResearcherTitle: i.clear(t.meta.Title), ResearcherCaption: i.clear(t.meta.Caption)}
	o.ID = feltbog.NewID()
	o.Tags = append(o.Tags, in.Tags...)
	if t.travel != nil {
		o.Width, o.Height = t.travel.Size.Width, t.travel.Size.Height
	}
	if !t.meta.Taken.IsZero() {
		o.Taken = feltbog.NewInstant(t.meta.Taken.Add(in.Offset))
	}
	if o.MadeBy == "" && !o.Photographer.IsZero() {
		o.MadeBy = feltbog.MadeByParticipant
	}
	if o.MadeBy == "" {
		o.MadeBy = feltbog.MadeByResearcher
	}
	return o
}

// maxKeywords is how many keywords of one file become tags.
const maxKeywords = 30

// record writes the records of a batch as one action: where they were taken goes to the register, when that is open.
func (i *importer) record(ctx context.Context, photos []*feltbog.Photo, of []intake) error {
	var fresh []*feltbog.Tag // written with the pictures, so that both are taken back together
	for n, o := range photos {
		for k, word := range of[n].meta.Keywords {
			if k == maxKeywords || i.clear(word) != word { // a keyword with a name in it is a name
				continue
			}
			id, ok := i.tags[strings.ToLower(word)]
			if !ok {
				tag := &feltbog.Tag{Name: word}
				id = feltbog.NewID()
				tag.ID = id
				fresh = append(fresh, tag)
				i.tags[strings.ToLower(word)] = id
			}
			if !slices.Contains(o.Tags, id) {
				o.Tags = append(o.Tags, id)
			}
		}
	}
	team := i.p.v.Team()
	work := vault.Work{team: func(w *store.Writer) error {
		for _, tag := range fresh {
			if err := w.Put(tag); err != nil {
				return err
			}
		}
		for n, o := range photos {
			if err := w.Put(o); err != nil {
				return err
			}
			if err := i.spots(w, o, of[n].meta); err != nil {
				return err
			}
		}
		return i.intoNote(ctx, team, w, photos)
	}}
	if register, err := i.p.v.Register(); err == nil {
		where := func(w *store.Writer) error {
			for n, o := range photos {
				s := of[n].meta.Spot
				if s == nil {
					continue
				}
				l := &feltbog.PhotoLocation{Photo: o.ID, Latitude: s.Latitude, Longitude: s.Longitude, Altitude: s.Altitude, Direction: s.Direction}
				l.ID = feltbog.NewID()
				if err := w.Put(l); err != nil {
					return err
				}
			}
			return nil
		}
		for _, t := range of {
			if t.meta.Spot != nil {
				work[register] = where
			}
		}
	}
	_, err := i.p.v.Do(ctx, store.Action{Name: photoImport}, work)
	return err
}

// photoImport is the name of the action; one import is several of them, which undo takes back together.
const photoImport = "photo.import"

// spots takes over what another program drew in the picture. The names it gave are not read.
func (i *importer) spots(w *store.Writer, o *feltbog.Photo, m photo.Metadata) error {
	for _, f := range m.Faces {
		r := &feltbog.Region{Photo: o.ID, Type: feltbog.RegionContent, Shape: feltbog.Rect, X: f.X, Y: f.Y, W: f.W, H: f.H}
		if f.Person {
			r.Type = feltbog.RegionPerson
			i.done.Names++
		}
		r.ID = feltbog.NewID()
		if r.Validate() != nil {
			continue
		}
		if err := w.Put(r); err != nil {
			return err
		}
	}
	return nil
}

// intoNote hangs the pictures on the note they belong to.
func (i *importer) intoNote(ctx context.Context, s *vault.Space, w *store.Writer, photos []*feltbog.Photo) error {
	if i.in.Note.IsZero() {
		return nil
	}
	_, err := edit(ctx, s, w, i.in.Note, func(n *feltbog.NoteBlock) {
		for _, o := range photos {
			n.Photos = append(n.Photos, o.ID)
		}
	})
	return err
}

// attach keeps sound and video as a file of the session.
func (i *importer) attach(ctx context.Context, t intake) {
	defer i.progress.Add(1)
	owner := i.in.Note
	if owner.IsZero() {
		owner = i.in.Session
	}
	if owner.IsZero() {
		i.unread(t, feltbog.Errorf(feltbog.EMissing, "photo.media.owner", "sound and video belong to a session; bring them in there"))
		return
	}
	var people []feltbog.ID
	if !i.in.Maker.IsZero() {
		people = append(people, i.in.Maker)
	}
	id, err := i.p.attachFile(ctx, owner, t.path, i.clear(strings.TrimSuffix(filepath.Base(t.path), filepath.Ext(t.path))), feltbog.NewInstant(t.stamp.Add(i.in.Offset)), people)
	if err != nil {
		i.unread(t, err)
		return
	}
	i.done.Files = append(i.done.Files, id)
}

// dropUnread takes the records of pictures that turned out to be unreadable away again.
func (i *importer) dropUnread(ctx context.Context) error {
	var ids []feltbog.ID
	for n := range i.done.Unread {
		u := &i.done.Unread[n]
		for id, path := range i.sources {
			if u.Kept && path == u.Path {
				ids = append(ids, id)
				u.Kept = false
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	gone := map[feltbog.ID]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	added := i.done.Added[:0]
	for _, id := range i.done.Added {
		if !gone[id] {
			added = append(added, id)
		}
	}
	i.done.Added = added
	return i.p.DeletePhotos(ctx, ids)
}
