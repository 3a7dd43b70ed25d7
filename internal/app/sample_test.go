package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

func sampleOptions(t *testing.T) Options {
	return Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true}
}

// newSample makes the sample without pictures.
func newSample(t *testing.T, opt Options) (dir string, made SampleMade) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "lillerup.feltbog")
	if err := CreateSample(dir, SampleWish{Passphrase: passphrase}, opt, &made).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return dir, made
}

func openSample(t *testing.T, dir string, opt Options) *Project {
	t.Helper()
	p, err := Open(t.Context(), dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func count(t *testing.T, p *Project, kind feltbog.Kind) (n int) {
	t.Helper()
	if err := p.List(t.Context(), kind, nil, 0, func(Record) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func absent(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left (%v)", name, err)
		}
	}
}

func TestTheSampleIsAProjectThatOneCanWorkIn(t *testing.T) {
	opt := sampleOptions(t)
	dir, made := newSample(t, opt)
	p := openSample(t, dir, opt)
	facts, err := p.Facts(t.Context())
	if err != nil || facts.Title != "Hverdag og helbred i Lillerup" || facts.NewDevice != "" || made.Title != facts.Title {
		t.Errorf("%+v, %v", facts, err)
	}
	if count(t, p, feltbog.KindProject) != 1 {
		t.Error("there is a second project beside the one that the vault was founded with")
	}
	for kind, least := range map[feltbog.Kind]int{feltbog.KindPlanRow: 5, feltbog.KindPlanAction: 10, feltbog.KindPlanChange: 3, feltbog.KindGuide: 2,
		feltbog.KindGuideVersion: 2, feltbog.KindQuestion: 20, feltbog.KindSession: 4, feltbog.KindNoteBlock: 40, feltbog.KindParticipant: 12,
		feltbog.KindConsent: 40, feltbog.KindTag: 8, feltbog.KindAnswer: 10, feltbog.KindPrinciple: 4} {
		if n := count(t, p, kind); n < least {
			t.Errorf("%d records of %s", n, kind)
		}
	}
	if is, err := p.IsSample(t.Context()); err != nil || !is {
		t.Errorf("%v, %v", is, err)
	}
	if other, err := newProject(t).IsSample(t.Context()); err != nil || other {
		t.Errorf("a project of somebody's own: %v, %v", other, err)
	}
	if step, err := p.Undo(t.Context()); err != nil || step.Action != "plan_change.add" {
		t.Errorf("undone: %+v, %v", step, err)
	}
	var found []Finding
	if err := p.Verify(true, &found).Run(t.Context(), nil); err != nil || len(found) > 0 {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestAProjectThatWasJustMadeIsFilledOnce(t *testing.T) {
	p := newProject(t)
	if err := p.FillSample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	facts, err := p.Facts(t.Context())
	if err != nil || facts.Title != "Lillerup" {
		t.Errorf("the title that somebody gave it is now %q (%v)", facts.Title, err)
	}
	if is, err := p.IsSample(t.Context()); err != nil || !is {
		t.Errorf("%v, %v", is, err)
	}
	n := count(t, p, feltbog.KindNoteBlock)
	if err := p.FillSample(t.Context(), nil); key(err) != "sample.begun" {
		t.Error(err)
	}
	if again := count(t, p, feltbog.KindNoteBlock); n < 40 || again != n {
		t.Errorf("%d notes, then %d", n, again)
	}
}

func TestASampleThatIsStoppedOrFailsLeavesNothing(t *testing.T) {
	opt := sampleOptions(t)
	dir := filepath.Join(t.TempDir(), "lillerup.feltbog")
	var made SampleMade
	ctx, stop := context.WithCancel(t.Context())
	stop()
	err := CreateSample(dir, SampleWish{Passphrase: passphrase}, opt, &made).Run(ctx, nil)
	if feltbog.ErrorCode(err) != feltbog.ECancelled {
		t.Error(err)
	}
	absent(t, dir)

	file := filepath.Join(t.TempDir(), "fil")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err = CreateSample(dir, SampleWish{Passphrase: passphrase, Pictures: file}, opt, &made).Run(t.Context(), nil)
	if key(err) != "sample.pictures" {
		t.Error(err)
	}
	absent(t, dir)
}

func TestTheSampleIsMadeAnewAndNothingElseIs(t *testing.T) {
	opt := sampleOptions(t)
	dir, first := newSample(t, opt)
	p := openSample(t, dir, opt)
	own := putPlace(t, p, "Torvet")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	var made SampleMade
	if err := ResetSample(dir, SampleWish{Passphrase: passphrase}, opt, &made).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if made.Folder != dir || made.Records != first.Records {
		t.Errorf("%+v after %+v", made, first)
	}
	p = openSample(t, dir, opt)
	if _, err := p.Get(t.Context(), own.Kind, own.ID); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("what was written in the old sample: %v", err)
	}
	if is, err := p.IsSample(t.Context()); err != nil || !is {
		t.Errorf("%v, %v", is, err)
	}
	facts, err := p.Facts(t.Context())
	if err != nil || facts.NewDevice != "" {
		t.Errorf("the machine got a new identity: %+v, %v", facts, err)
	}
	absent(t, beside(dir, "new"), beside(dir, "old"))
}

func TestAVaultOfSomebodysOwnIsNotMadeAnew(t *testing.T) {
	p := newProject(t)
	own := putPlace(t, p, "Torvet")
	opt := sampleOptions(t)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	var made SampleMade
	err := ResetSample(p.Dir(), SampleWish{Passphrase: passphrase}, opt, &made).Run(t.Context(), nil)
	if key(err) != "sample.other" || feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error(err)
	}
	if err := ResetSample(p.Dir(), SampleWish{Passphrase: "en helt anden sætning"}, opt, &made).Run(t.Context(), nil); err == nil {
		t.Error("made anew without the passphrase")
	}
	if _, err := openSample(t, p.Dir(), opt).Get(t.Context(), own.Kind, own.ID); err != nil {
		t.Error(err)
	}
}

func TestTheOldSampleStaysUntilTheNewOneStands(t *testing.T) {
	opt := sampleOptions(t)
	dir, _ := newSample(t, opt)
	p := openSample(t, dir, opt)
	own := putPlace(t, p, "Torvet")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "fil")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var made SampleMade
	err := ResetSample(dir, SampleWish{Passphrase: passphrase, Pictures: file}, opt, &made).Run(t.Context(), nil)
	if key(err) != "sample.pictures" {
		t.Fatal(err)
	}
	absent(t, beside(dir, "new"), beside(dir, "old"))

	// Killed between the two moves.
	if err := os.Rename(dir, beside(dir, "old")); err != nil {
		t.Fatal(err)
	}
	if err := putBack(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := openSample(t, dir, opt).Get(t.Context(), own.Kind, own.ID); err != nil {
		t.Error(err)
	}
	if err := putBack(filepath.Join(t.TempDir(), "none")); err != nil {
		t.Error(err)
	}
}

func TestPicturesAreWrittenOnceAndOverNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "billeder")
	n, err := writePictures(t.Context(), dir, nil)
	if err != nil || n != samplePictures {
		t.Fatalf("%d, %v", n, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "FELT*.JPG"))
	if err != nil || len(files) != samplePictures {
		t.Fatalf("%d files, %v", len(files), err)
	}
	// One is missing, another is somebody else's.
	if err := errors.Join(os.Remove(files[0]), os.WriteFile(files[2], []byte("mit eget"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := writePictures(t.Context(), dir, nil); key(err) != "sample.pictures" {
		t.Error(err)
	}
	if b, err := os.ReadFile(files[2]); err != nil || string(b) != "mit eget" {
		t.Errorf("%q, %v", b, err)
	}
	absent(t, files[0]) // written by the attempt that failed, and taken back
	if _, err := os.Stat(files[1]); err != nil {
		t.Error("a picture of before was removed")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	empty := filepath.Join(t.TempDir(), "b")
	if _, err := writePictures(ctx, empty, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(empty); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestTheMachineRemembersTheSampleItMade(t *testing.T) {
	m := newMachine(t, newClock(), t.TempDir())
	dir := filepath.Join(t.TempDir(), "lillerup.feltbog")
	var p *Project
	if err := m.Sample(dir, SampleWish{Passphrase: passphrase}, &p).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if is, err := p.IsSample(t.Context()); err != nil || !is {
		t.Errorf("%v, %v", is, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := m.Sample(dir, SampleWish{Passphrase: passphrase}, &p).Run(t.Context(), nil); err == nil {
		t.Error("a second sample was made over the first")
	}
	var again *Project
	if err := m.ResetSample(dir, SampleWish{Passphrase: passphrase}, &again).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	known, err := m.Vaults()
	if err != nil || len(known) != 1 || known[0].Folder != dir {
		t.Errorf("%+v, %v", known, err)
	}
}
