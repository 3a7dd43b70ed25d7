package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gabriel-vasile/mimetype"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Attach brings files in and hangs them on a session, or on one of its notes: pictures as pictures, anything else as an
// attachment. The files themselves are not touched. People are those who made them or are in them.
func (p *Project) Attach(ctx context.Context, owner feltbog.ID, path string, people []feltbog.ID) (feltbog.ID, error) {
	in := PhotoImport{Paths: []string{path}, KeepUnread: true}
	session, note, err := p.ownerOf(ctx, owner)
	if err != nil {
		return feltbog.ID{}, err
	}
	in.Session, in.Note = session, note
	head, err := beginning(path)
	if err != nil {
		return feltbog.ID{}, err
	}
	if !photo.Sniff(head).Picture() || session.IsZero() {
		return p.attachFile(ctx, owner, path, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), 0, people)
	}
	done, err := p.ImportPhotos(ctx, in, nil, nil)
	switch {
	case err != nil:
		return feltbog.ID{}, err
	case len(done.Added) > 0:
		return done.Added[0], nil
	case len(done.Again) > 0:
		return done.Again[0].Photo, p.bindPhoto(ctx, done.Again[0].Photo, session, note)
	}
	return feltbog.ID{}, done.Unread[0].Why
}

// ownerOf says which session, and which note of it, a file belongs to; both zero when it belongs to something else.
func (p *Project) ownerOf(ctx context.Context, owner feltbog.ID) (session, note feltbog.ID, err error) {
	team := p.v.Team()
	if team == nil {
		return session, note, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, _, err := team.Get(ctx, owner)
	switch r := rec.(type) {
	case *feltbog.Session:
		session = r.ID
	case *feltbog.NoteBlock:
		session, note = r.Session, r.ID
	}
	return session, note, cancelled(ctx, err)
}

// bindPhoto hangs a picture that is here already on a session or a note, as one action.
func (p *Project) bindPhoto(ctx context.Context, id, session, note feltbog.ID) error {
	return p.act(ctx, "photo.bind", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(o *feltbog.Photo) {
			if !session.IsZero() {
				o.Session = session
			}
		})
		if err != nil || note.IsZero() {
			return err
		}
		_, err = edit(ctx, s, w, note, func(n *feltbog.NoteBlock) {
			if !slices.Contains(n.Photos, id) {
				n.Photos = append(n.Photos, id)
			}
		})
		return err
	})
}

// attachFile keeps a file as it is.
func (p *Project) attachFile(ctx context.Context, owner feltbog.ID, path, title string, at feltbog.Instant, people []feltbog.ID) (feltbog.ID, error) {
	f, err := os.Open(path)
	if err != nil {
		return feltbog.ID{}, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return feltbog.ID{}, unreadable(path, errors.Join(err, fmt.Errorf("not a file")))
	}
	kind, err := sniff(f)
	if err != nil {
		return feltbog.ID{}, unreadable(path, err)
	}
	if at.IsZero() {
		at = feltbog.NewInstant(info.ModTime())
	}
	team := p.v.Team()
	if team == nil {
		return feltbog.ID{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	ref, err := team.PutFile(ctx, f, kind)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	a := &feltbog.Attachment{Owner: owner, Type: attachmentType(kind), Title: title, Time: at, File: ref, Participants: people}
	a.ID = feltbog.NewID()
	err = p.act(ctx, "session.file", func(_ *vault.Space, w *store.Writer) error { return w.Put(a) })
	return a.ID, err
}

// beginning reads how a file begins.
func beginning(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, unreadable(path, errors.Join(err, fmt.Errorf("not a file")))
	}
	b, err := io.ReadAll(io.LimitReader(f, photo.SniffBytes))
	if err != nil {
		return nil, unreadable(path, err)
	}
	return b, nil
}

func unreadable(path string, err error) error {
	return feltbog.Errorf(feltbog.EUsage, "file.unreadable", "%s cannot be read: %w", path, err).With("file", path)
}

// sniff tells a file's media type from how it begins, and goes back to the beginning.
func sniff(f io.ReadSeeker) (string, error) {
	found, err := mimetype.DetectReader(f)
	if err != nil {
		return "", err
	}
	kind, _, _ := strings.Cut(found.String(), ";")
	_, err = f.Seek(0, io.SeekStart)
	return kind, err
}

// ending is how the name of a file of a media type ends, so that the system's viewer or player knows it; "" for what is
// not handed to one, as programs and documents that are written in.
func ending(kind string) string {
	switch family, _, _ := strings.Cut(kind, "/"); {
	case family == "audio", family == "video", family == "image" && kind != "image/svg+xml", kind == "application/ogg",
		kind == "application/pdf", kind == "text/plain":
		if t := mimetype.Lookup(kind); t != nil {
			return t.Extension()
		}
	}
	return ""
}

// OpenAttachment lays a file into the private folder that is wiped, under a name that says nothing, and returns its path
// for the system's player or viewer.
func (p *Project) OpenAttachment(ctx context.Context, desk Desk, id feltbog.ID) (string, error) {
	team := p.v.Team()
	if team == nil {
		return "", feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, _, err := team.Get(ctx, id)
	if err != nil {
		return "", cancelled(ctx, err)
	}
	a, ok := rec.(*feltbog.Attachment)
	if !ok {
		return "", otherKind(id, rec.Kind(), feltbog.KindAttachment)
	}
	return layOut(ctx, desk, team, a.File)
}

// layOut writes a file of a space into the private folder.
func layOut(ctx context.Context, desk Desk, s *vault.Space, ref feltbog.BlobRef) (string, error) {
	end := ending(ref.MIME)
	if end == "" {
		return "", feltbog.Errorf(feltbog.EInvalid, "file.unplayed", "files of type %s are kept, but not opened from here", ref.MIME).With("type", ref.MIME)
	}
	r, err := s.OpenFile(ctx, ref)
	if err != nil {
		return "", cancelled(ctx, err)
	}
	defer func() { _ = r.Close() }()
	return desk.Paper(hex.EncodeToString(ref.Hash[:4])+end, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
}

func attachmentType(kind string) feltbog.AttachmentType {
	if kind == "application/ogg" {
		return feltbog.Sound
	}
	switch family, _, _ := strings.Cut(kind, "/"); family {
	case "image":
		return feltbog.Sketch
	case "audio":
		return feltbog.Sound
	case "video":
		return feltbog.Video
	}
	return feltbog.OtherFile
}

// ReadFile reads the bytes of a file of the team space, at most limit of them; a larger one is refused.
func (p *Project) ReadFile(ctx context.Context, ref feltbog.BlobRef, limit int64) ([]byte, error) {
	return readFile(ctx, p.v.Team(), ref, limit)
}

func readFile(ctx context.Context, s *vault.Space, ref feltbog.BlobRef, limit int64) ([]byte, error) {
	if ref.Size > limit {
		return nil, feltbog.Errorf(feltbog.EInvalid, "file.large", "the file is too large to be shown here: %d bytes", ref.Size)
	}
	r, err := s.OpenFile(ctx, ref)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	b, err := io.ReadAll(r)
	return b, cancelled(ctx, errors.Join(err, r.Close()))
}

// FileName is what a file is called without its folder.
func FileName(path string) string { return filepath.Base(path) }
