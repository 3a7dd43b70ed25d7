package vault

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// picture keeps a file and a record that names it.
func picture(t testing.TB, v *Vault, content []byte) *feltbog.Attachment {
	t.Helper()
	ref, err := v.Team().PutFile(ctx, bytes.NewReader(content), "image/jpeg")
	if err != nil {
		t.Fatal(err)
	}
	a := &feltbog.Attachment{Base: feltbog.Base{ID: feltbog.NewID()}, Owner: feltbog.NewID(), Type: feltbog.AttachmentTypes()[0], Title: "Skitse", File: ref}
	if _, err := v.Do(ctx, store.Action{Name: "attachment.add"}, Work{v.Team(): func(w *store.Writer) error { return w.Put(a) }}); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnErasedPictureIsGoneFromVolumesAndBackups(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	a := picture(t, v, bytes.Repeat([]byte("et billede "), 100000))
	if _, err := v.Backup(ctx, 0, nil); err != nil {
		t.Fatal(err)
	}
	if err := v.EraseRecord(ctx, a.ID, "ønsket af deltageren"); err != nil {
		t.Fatal(err)
	}
	if here, err := v.Team().Media.Has(ctx, a.File.Hash); here || err != nil {
		t.Errorf("the erased picture is still in its volume: %v", err)
	}
	sound(t, v)
	snaps, err := v.Snapshots()
	if err != nil || len(snaps) != 1 {
		t.Fatalf("%v, %v", snaps, err)
	}
	r, err := Restore(ctx, snaps[0].Path, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if here, _ := r.Team().Media.Has(ctx, a.File.Hash); here {
		t.Error("an older backup gives the erased picture back")
	}
}

func TestAMissingPictureIsNamedByADeepVerify(t *testing.T) {
	v := newVault(t, testOptions(t))
	a := picture(t, v, []byte("et lille billede"))
	if err := v.Team().Media.Erase(ctx, a.File.Hash); err != nil {
		t.Fatal(err)
	}
	found, err := v.Verify(ctx, true, nil)
	if err != nil || len(found) != 1 || !found[0].Missing {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestAPictureThatNothingNamesGoesAfterAMonthAndNotBefore(t *testing.T) {
	opt := testOptions(t)
	now := time.Date(2025, 3, 13, 15, 0, 0, 0, time.UTC)
	opt.Now = func() time.Time { now = now.Add(time.Second); return now }
	v := newVault(t, opt)
	kept := picture(t, v, []byte("navngivet"))
	ref, err := v.Team().PutFile(ctx, strings.NewReader("forældreløs"), "image/jpeg")
	if err != nil {
		t.Fatal(err)
	}
	for _, wait := range []time.Duration{0, 29 * 24 * time.Hour} {
		now = now.Add(wait)
		if _, err := v.Backup(ctx, 0, nil); err != nil {
			t.Fatal(err)
		}
		if here, _ := v.Team().Media.Has(ctx, ref.Hash); !here {
			t.Fatalf("gone after %v", wait)
		}
	}
	now = now.Add(2 * 24 * time.Hour)
	if _, err := v.Backup(ctx, 0, nil); err != nil {
		t.Fatal(err)
	}
	if here, _ := v.Team().Media.Has(ctx, ref.Hash); here {
		t.Error("the orphan is still there after a month")
	}
	if here, _ := v.Team().Media.Has(ctx, kept.File.Hash); !here {
		t.Error("a picture that is named is gone")
	}
}

func TestAnOlderBackupLosesWhatWasErasedSince(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-07", Perspective: feltbog.Citizen}
	n := &feltbog.NoteBlock{Base: feltbog.Base{ID: feltbog.NewID()}, Type: feltbog.SeenHeard, Layer: feltbog.Jotting,
		Text: "noget meget privat", Participants: []feltbog.ID{p.ID}}
	for _, r := range []feltbog.Record{p, n} {
		if _, err := v.Do(ctx, store.Action{Name: "add"}, Work{v.Team(): func(w *store.Writer) error { return w.Put(r) }}); err != nil {
			t.Fatal(err)
		}
	}
	snap, err := v.Backup(ctx, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	restored := func() *Vault {
		r, err := Restore(ctx, snap, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		return r
	}
	if rec, _, err := restored().Team().Get(ctx, n.ID); err != nil || rec.(*feltbog.NoteBlock).Text != n.Text {
		t.Fatalf("before the erasure the backup must give the note back: %v", err)
	}
	if err := v.Erase(ctx, v.Team(), change.Erasure{Subjects: []feltbog.ID{p.ID}}, ""); err != nil {
		t.Fatal(err)
	}
	r := restored()
	if _, _, err := r.Team().Get(ctx, n.ID); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("an older backup gives the erased note back: %v", err)
	}
	sound(t, r)
	sound(t, v)
	if _, err := os.Stat(filepath.Join(v.Dir(), backupFolder, keysName("team"))); err != nil {
		t.Error(err)
	}
}

func TestManyFilesAreKeptTogetherAndReadBackAlike(t *testing.T) {
	v := newVault(t, testOptions(t))
	var files []File
	for i := range 9 { // two groups, one file that is larger than a group's share, one twice
		files = append(files, File{Contents: bytes.Repeat([]byte{byte(i), 7}, 2<<20), MIME: "image/jpeg"})
	}
	files = append(files, files[0], File{Contents: bytes.Repeat([]byte("x"), together+1), MIME: "video/mp4"})
	refs, err := v.Team().PutFiles(ctx, files)
	if err != nil || len(refs) != len(files) {
		t.Fatalf("%d of %d kept: %v", len(refs), len(files), err)
	}
	if refs[9] != refs[0] {
		t.Error("the same picture was kept twice")
	}
	for i, ref := range refs {
		r, err := v.Team().OpenFile(ctx, ref)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, files[i].Contents) || ref.MIME != files[i].MIME {
			t.Errorf("file %d came back as %d bytes, %s, %v", i, len(got), ref.MIME, err)
		}
		r.Close()
	}
}
