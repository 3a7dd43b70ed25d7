package app

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// exif is the block that a camera writes: orientation, time and position, as far as they are given.
func exif(orientation uint16, taken string, lat, long uint32) []byte {
	var ifd, data []byte
	const base = 8 + 2 + 3*12 + 4 // after the first directory
	le := binary.LittleEndian
	entry := func(tag, typ uint16, count, value uint32) {
		ifd = le.AppendUint16(ifd, tag)
		ifd = le.AppendUint16(ifd, typ)
		ifd = le.AppendUint32(ifd, count)
		ifd = le.AppendUint32(ifd, value)
	}
	sub := func(n int) { data = le.AppendUint16(data, uint16(n)) }
	entry(0x0112, 3, 1, uint32(orientation))
	entry(0x8769, 4, 1, base)
	swap := ifd
	ifd = nil
	sub(1)
	entry(0x9003, 2, 20, base+2+12+4)
	data = append(append(data, ifd...), 0, 0, 0, 0)
	data = append(append(data, taken...), 0)
	ifd = swap
	gps := base + len(data)
	entry(0x8825, 4, 1, uint32(gps))
	first := ifd
	ifd = nil
	sub(4)
	values := uint32(gps + 2 + 4*12 + 4)
	entry(1, 2, 2, uint32('N'))
	entry(2, 5, 3, values)
	entry(3, 2, 2, uint32('E'))
	entry(4, 5, 3, values+24)
	data = append(append(data, ifd...), 0, 0, 0, 0)
	for _, deg := range []uint32{lat, long} {
		for _, v := range []uint32{deg, 1, 30, 1, 0, 1} {
			data = le.AppendUint32(data, v)
		}
	}
	out := append([]byte("II*\x00\x08\x00\x00\x00\x03\x00"), first...)
	out = append(append(out, 0, 0, 0, 0), data...)
	out = append([]byte("Exif\x00\x00"), out...)
	return append([]byte{0xff, 0xe1, byte((len(out) + 2) >> 8), byte(len(out) + 2)}, out...)
}

// snapshot draws a picture that no other number has, and writes it as a camera does.
func snapshot(t testing.TB, n int, taken string) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 160, 120))
	for y := range 120 {
		for x := range 160 {
			img.Set(x, y, color.RGBA{uint8(n * 37), uint8(x), uint8(y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	out := append([]byte{0xff, 0xd8}, exif(6, taken, 55, 12)...)
	return append(out, b.Bytes()[2:]...)
}

func writeAll(t testing.TB, dir string, files map[string][]byte) {
	t.Helper()
	for name, b := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func drawnPNG(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bring(t testing.TB, p *Project, in PhotoImport) PhotoImported {
	t.Helper()
	done, err := p.ImportPhotos(t.Context(), in, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func photoOf(t testing.TB, p *Project, id feltbog.ID) feltbog.Photo {
	t.Helper()
	o, err := p.photoRecord(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return *o
}

func TestACardOfPicturesIsBroughtInUprightWithTimeAndWithoutItsPosition(t *testing.T) {
	p, dir := newProject(t), t.TempDir()
	first := snapshot(t, 1, "2025:03:13 15:00:00")
	writeAll(t, dir, map[string][]byte{"DCIM/100/IMG_0001.JPG": first, "DCIM/100/IMG_0002.JPG": snapshot(t, 2, "2025:03:13 15:05:00"),
		"DCIM/100/tegning.png": drawnPNG(t, 90, 60), "DCIM/100/IMG_0001 kopi.JPG": first, "DCIM/.Trashes/x.jpg": first,
		"DCIM/100/IMG_0003.JPG": []byte("\xff\xd8\xff\xe0 and then nothing"), "DCIM/index.dat": []byte("not a picture")})
	heard := 0
	done, err := p.ImportPhotos(t.Context(), PhotoImport{Paths: []string{dir}, Offset: time.Hour}, nil, func(PhotoImported) { heard++ })
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Added) != 3 || len(done.Again) != 1 || len(done.Unread) != 1 || done.Found != 5 || heard == 0 {
		t.Fatalf("%+v", done)
	}
	if u := done.Unread[0]; !strings.HasSuffix(u.Path, "IMG_0003.JPG") || feltbog.ErrorCode(u.Why) != feltbog.EDamaged || u.Kept {
		t.Errorf("unread: %+v", u)
	}
	if done.Again[0].Photo != done.Added[0] && done.Again[0].Photo != done.Added[1] {
		t.Errorf("again: %+v", done.Again)
	}
	var numbers []int
	for _, id := range done.Added {
		o := photoOf(t, p, id)
		numbers = append(numbers, o.Number)
		b, err := p.ReadFile(t.Context(), o.Travel, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("2025:03:13")) {
			t.Errorf("%s: the copy for the team says when", o.FileName)
		}
		img, err := p.PhotoImage(t.Context(), id, true)
		if err != nil || img.Bounds().Dx() != o.Width || img.Bounds().Dy() != o.Height {
			t.Errorf("%s: %v, %v by %v", o.FileName, err, o.Width, o.Height)
		}
		small, err := p.PhotoThumb(t.Context(), id, 40, 30)
		if err != nil || small.Bounds() != image.Rect(0, 0, 40, 30) {
			t.Errorf("%s: thumb %v", o.FileName, err)
		}
		if strings.HasPrefix(o.FileName, "IMG_0001") {
			kept, err := p.ReadFile(t.Context(), o.Original, 1<<20)
			if err != nil || !bytes.Equal(kept, first) {
				t.Errorf("the original was changed: %v", err)
			}
			if o.Width != 120 || o.Height != 160 || o.Orientation != 6 || o.Taken.Time().Format("15:04") != "16:00" {
				t.Errorf("%+v", o)
			}
		}
	}
	for i, n := range numbers {
		if i > 0 && n <= numbers[i-1] {
			t.Errorf("numbers %v", numbers)
		}
	}
	where := photoSpots(t, p)
	if len(where) != 2 || where[0].Latitude != 55.5 || where[0].Longitude != 12.5 {
		t.Errorf("the register says %+v", where)
	}
}

func photoSpots(t testing.TB, p *Project) []*feltbog.PhotoLocation {
	t.Helper()
	register, err := p.v.Register()
	if err != nil {
		t.Fatal(err)
	}
	var out []*feltbog.PhotoLocation
	err = register.Each(t.Context(), feltbog.KindPhotoLocation, nil, 0, func(r feltbog.Record) error {
		out = append(out, r.(*feltbog.PhotoLocation))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAnImportOfManyBatchesIsUndoneAndRedoneAsOne(t *testing.T) {
	p, dir, ctx := newProject(t), t.TempDir(), t.Context()
	before := putText(t, p, feltbog.KindTag, "name", "bus").ID
	files := map[string][]byte{"tegning.png": drawnPNG(t, 20, 30)}
	for n := range 30 {
		files[fmt.Sprintf("%02d.jpg", n)] = snapshot(t, n, "2025:03:13 15:00:00")
	}
	writeAll(t, dir, files)
	done := bring(t, p, PhotoImport{Paths: []string{dir}, Tags: []feltbog.ID{before}})
	count := func() int { return len(pictures(t, p, 0).Lines) }
	if count() != 31 || len(done.Added) != 31 {
		t.Fatalf("%d pictures", count())
	}
	if undo, _, err := p.Undoable(ctx); err != nil || undo != photoImport {
		t.Errorf("undo would take back %q (%v)", undo, err)
	}
	for range 2 {
		if _, err := p.Undo(ctx); err != nil || count() != 0 {
			t.Fatalf("undone: %v, %d left", err, count())
		}
		if _, err := p.Redo(ctx); err != nil || count() != 31 {
			t.Fatalf("redone: %v, %d there", err, count())
		}
	}
	if _, err := p.PhotoThumb(ctx, done.Added[30], 20, 20); err != nil {
		t.Error(err)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Undo(ctx); err != nil || len(pictures(t, p, 0).Tags) != 0 {
		t.Errorf("the tag before it was not undone next: %v", err)
	}
}

func TestPicturesThatCannotBeReadAreKeptWhenSomebodyWantsThat(t *testing.T) {
	p, dir := newProject(t), t.TempDir()
	broken := drawnPNG(t, 300, 300)
	broken = broken[:len(broken)/2]
	writeAll(t, dir, map[string][]byte{"a.png": broken, "b.jpg": []byte("\xff\xd8\xff\xe0 nothing")})
	done := bring(t, p, PhotoImport{Paths: []string{dir}})
	if len(done.Added) != 0 || len(done.Unread) != 2 || done.Unread[0].Kept || done.Unread[1].Kept || len(pictures(t, p, 0).Lines) != 0 {
		t.Fatalf("%+v", done)
	}
	done = bring(t, p, PhotoImport{Paths: []string{dir}, KeepUnread: true})
	if len(done.Added) != 2 || len(done.Unread) != 2 || !done.Unread[0].Kept || !done.Unread[1].Kept {
		t.Fatalf("%+v", done)
	}
	for _, id := range done.Added {
		if _, err := p.PhotoThumb(t.Context(), id, 20, 20); feltbog.ErrorCode(err) != feltbog.EDamaged {
			t.Errorf("shown: %v", err)
		}
	}
	if n, err := p.PendingPhotos(t.Context()); n != 0 || err != nil {
		t.Errorf("%d wait, though it is known that they cannot be read (%v)", n, err)
	}
}

func TestAnImportThatIsStoppedKeepsWhatIsInAndIsNotTakenUpAgain(t *testing.T) {
	p, dir := newProject(t), t.TempDir()
	files := map[string][]byte{}
	for n := range 40 {
		files[fmt.Sprintf("%02d.jpg", n)] = snapshot(t, n, "2025:03:13 15:00:00")
	}
	writeAll(t, dir, files)
	ctx, stop := context.WithCancel(t.Context())
	done, err := p.ImportPhotos(ctx, PhotoImport{Paths: []string{dir}}, nil, func(d PhotoImported) {
		if len(d.Added) > 0 {
			stop()
		}
	})
	if feltbog.ErrorCode(err) != feltbog.ECancelled || len(done.Added) == 0 || len(done.Added) == 40 {
		t.Fatalf("%v, %d in", err, len(done.Added))
	}
	if len(pictures(t, p, 0).Lines) != len(done.Added) {
		t.Error("what was said to be in is not")
	}
	if left, err := p.UnfinishedImport(t.Context()); left != nil || err != nil {
		t.Errorf("%+v is offered (%v)", left, err)
	}
	again := bring(t, p, PhotoImport{Paths: []string{dir}})
	if len(again.Added)+len(again.Again) != 40 || len(again.Again) != len(done.Added) {
		t.Errorf("%d more, %d again", len(again.Added), len(again.Again))
	}
	if err := p.DevelopPhotos(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if n, err := p.PendingPhotos(t.Context()); n != 0 || err != nil {
		t.Errorf("%d wait (%v)", n, err)
	}
}

func TestNamesThatTheRegisterKnowsDoNotComeInWithAPicture(t *testing.T) {
	p, dir := newProject(t), t.TempDir()
	_, code, err := p.AddParticipant(t.Context(), NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, dir, map[string][]byte{"Karen Holms stue.jpg": snapshot(t, 1, "2025:03:13 15:00:00")})
	done := bring(t, p, PhotoImport{Paths: []string{dir}})
	if name := photoOf(t, p, done.Added[0]).FileName; strings.Contains(name, "Karen") || !strings.Contains(name, code) {
		t.Errorf("the file is called %q", name)
	}
}
