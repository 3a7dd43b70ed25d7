package app

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// folderDesk lays papers into a folder of the test.
type folderDesk struct{ dir string }

func (d folderDesk) Paper(name string, write func(io.Writer) error) (string, error) {
	path := filepath.Join(d.dir, name)
	return path, WritePaper(path, write)
}

func TestSoundAndFilmAreKnownByTheirContentsAndOpenedUnderANameThatSaysNothing(t *testing.T) {
	p := newProject(t)
	session, _ := raid(t, p)
	desk := folderDesk{t.TempDir()}
	box := func(brand string) string {
		return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x02\x00" + brand + "mp41" + strings.Repeat("\x00", 64)
	}
	for _, c := range []struct {
		name, contents string
		is             feltbog.AttachmentType
		ending         string
	}{
		{"Bente fortæller.mp3", "ID3\x03\x00\x00\x00\x00\x00\x0aTIT2\x00\x00\x00\x02\x00\x00\x00lyd", feltbog.Sound, ".mp3"},
		{"optagelse.m4a", box("M4A "), feltbog.Sound, ".m4a"},
		{"klip.mov", box("qt  "), feltbog.Video, ".mov"},
		{"klip.mp4", box("mp42"), feltbog.Video, ".mp4"},
		{"memo.wav", "RIFF\x24\x00\x00\x00WAVEfmt ", feltbog.Sound, ".wav"},
		{"program.pdf", "%PDF-1.4", feltbog.OtherFile, ".pdf"},
		{"navn lyver.mp3", "MZ\x90\x00" + strings.Repeat("\x00", 200), feltbog.OtherFile, ""},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		must(t, os.WriteFile(path, []byte(c.contents), 0o600))
		id, err := p.Attach(t.Context(), session, path, nil)
		must(t, err)
		r, _, err := p.v.Team().Get(t.Context(), id)
		must(t, err)
		if a := r.(*feltbog.Attachment); a.Type != c.is || a.Title != strings.TrimSuffix(c.name, filepath.Ext(c.name)) || a.Time.IsZero() {
			t.Errorf("%s: %+v", c.name, a)
		}
		opened, err := p.OpenAttachment(t.Context(), desk, id)
		if c.ending == "" {
			if feltbog.ErrorCode(err) != feltbog.EInvalid || opened != "" {
				t.Errorf("%s was handed on: %q, %v", c.name, opened, err)
			}
			continue
		}
		must(t, err)
		b, err := os.ReadFile(opened)
		if err != nil || !bytes.Equal(b, []byte(c.contents)) || filepath.Ext(opened) != c.ending || strings.Contains(opened, "Bente") {
			t.Errorf("%s is opened as %q, %d bytes, %v", c.name, opened, len(b), err)
		}
	}
}
