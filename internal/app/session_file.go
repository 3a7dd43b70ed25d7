package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Attach brings a file into the vault and hangs it on a session, or on one of its notes: a picture, a sketch, a sound.
// The file itself is not touched. People are those it shows or who made it.
func (p *Project) Attach(ctx context.Context, owner feltbog.ID, path string, people []feltbog.ID) (feltbog.ID, error) {
	f, err := os.Open(path)
	if err != nil {
		return feltbog.ID{}, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return feltbog.ID{}, unreadable(path, errors.Join(err, fmt.Errorf("not a file")))
	}
	kind, err := sniff(f)
	if err != nil {
		return feltbog.ID{}, unreadable(path, err)
	}
	team := p.v.Team()
	if team == nil {
		return feltbog.ID{}, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	ref, err := team.PutFile(ctx, f, kind)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	a := &feltbog.Attachment{Owner: owner, Type: attachmentType(kind), Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)),
		File: ref, Participants: people}
	a.ID = feltbog.NewID()
	err = p.act(ctx, "session.file", func(_ *vault.Space, w *store.Writer) error { return w.Put(a) })
	return a.ID, err
}

func unreadable(path string, err error) error {
	return feltbog.Errorf(feltbog.EUsage, "file.unreadable", "%s cannot be read: %w", path, err).With("file", path)
}

// sniff tells a file's media type from how it begins, and goes back to the beginning.
func sniff(f io.ReadSeeker) (string, error) {
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", err
	}
	kind, _, _ := strings.Cut(http.DetectContentType(head[:n]), ";")
	_, err = f.Seek(0, io.SeekStart)
	return kind, err
}

func attachmentType(kind string) feltbog.AttachmentType {
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
