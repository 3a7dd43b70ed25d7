package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// machines are people who work on one project and meet by pakker alone.
type machines struct {
	t   testing.TB
	dir string
	opt Options
	all []*Project
	n   int
}

func newMachines(t testing.TB) *machines {
	t.Helper()
	m := &machines{t: t, dir: t.TempDir(), opt: Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true}}
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Create(t.Context(), filepath.Join(m.dir, "a.feltbog"),
		Founding{Project: "Lillerup", Member: "Anna", Device: "Bærbar A", Passphrase: passphrase, Recovery: r}, m.opt)
	m.add(p, err)
	return m
}

func (m *machines) add(p *Project, err error) *Project {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
	m.all = append(m.all, p)
	m.t.Cleanup(func() { p.Close() })
	return p
}

const sixWords = "hest ko gris hane gås and"

func (m *machines) file() string {
	m.n++
	return filepath.Join(m.dir, "pakke-"+string(rune('a'+m.n/26))+string(rune('a'+m.n%26))+BundleEnding)
}

// joins makes a new machine that begins with a pakke.
func (m *machines) joins(name string) *Project {
	m.t.Helper()
	file := m.packs(m.all[0], PackOrder{Words: sixWords}).File
	return m.add(m.tries(name, file))
}

func (m *machines) tries(name, file string) (*Project, error) {
	r, err := NewRecovery()
	if err != nil {
		return nil, err
	}
	return JoinBundle(m.t.Context(), filepath.Join(m.dir, strings.ToLower(name)+".feltbog"), file, BundleKey{Words: sixWords},
		Founding{Member: name, Device: "Bærbar " + name, Passphrase: passphrase, Recovery: r}, m.opt, nil)
}

func (m *machines) packs(p *Project, o PackOrder) Packed {
	m.t.Helper()
	if o.File == "" {
		o.File = m.file()
	}
	var done Packed
	if err := p.Pack(o, &done).Run(m.t.Context(), nil); err != nil {
		m.t.Fatalf("pack: %v %+v", err, done.Names)
	}
	return done
}

func (m *machines) takes(p *Project, file string) TakenIn {
	m.t.Helper()
	var done TakenIn
	if err := p.TakeIn(file, BundleKey{Words: sixWords}, &done).Run(m.t.Context(), nil); err != nil {
		m.t.Fatal(err)
	}
	return done
}

func (m *machines) previews(p *Project, file string) Preview {
	m.t.Helper()
	var out Preview
	before := m.digest(p)
	if err := p.Preview(file, BundleKey{Words: sixWords}, &out).Run(m.t.Context(), nil); err != nil {
		m.t.Fatal(err)
	}
	if m.digest(p) != before {
		m.t.Error("looking at a pakke changed something")
	}
	return out
}

// gives hands everything over.
func (m *machines) gives(from, to *Project) TakenIn {
	m.t.Helper()
	return m.takes(to, m.packs(from, PackOrder{Words: sixWords}).File)
}

func (m *machines) digest(p *Project) string {
	m.t.Helper()
	s, err := p.Stat(m.t.Context(), true)
	if err != nil {
		m.t.Fatal(err)
	}
	return s.Digest
}

func (m *machines) note(p *Project, text string) feltbog.ID {
	m.t.Helper()
	r, err := p.Put(m.t.Context(), Edit{Kind: feltbog.KindNoteBlock, Texts: []Setting{{"type", "seen_heard"}, {"layer", "jotting"}, {"text", text}}})
	if err != nil {
		m.t.Fatal(err)
	}
	return r.ID
}

func (m *machines) edits(p *Project, id feltbog.ID, text string) {
	m.t.Helper()
	if _, err := p.Put(m.t.Context(), Edit{Kind: feltbog.KindNoteBlock, ID: id, Texts: []Setting{{"text", text}}}); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machines) text(p *Project, id feltbog.ID) string {
	m.t.Helper()
	r, err := p.Get(m.t.Context(), feltbog.KindNoteBlock, id)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return ""
	}
	if err != nil {
		m.t.Fatal(err)
	}
	return strings.Trim(string(r.Fields["text"]), `"`)
}

// photo puts a picture with a travel copy and an untouched original.
func (m *machines) photo(p *Project, name string, travel, original []byte) feltbog.ID {
	m.t.Helper()
	ctx := m.t.Context()
	refs, err := p.v.Team().PutFiles(ctx, []vault.File{{Contents: travel, MIME: "image/jpeg"}, {Contents: original, MIME: "image/jpeg"}})
	if err != nil {
		m.t.Fatal(err)
	}
	f := &feltbog.Photo{FileName: name, Travel: refs[0], Original: refs[1]}
	f.ID = feltbog.NewID()
	if err := p.act(ctx, "photo.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(f) }); err != nil {
		m.t.Fatal(err)
	}
	return f.ID
}

func (m *machines) holds(p *Project, contents []byte) bool {
	m.t.Helper()
	here, err := p.v.Team().Media.Has(m.t.Context(), sha256.Sum256(contents))
	if err != nil {
		m.t.Fatal(err)
	}
	return here
}

func keyOf(err error) string {
	var e *feltbog.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return "?"
}

func TestANewColleagueBeginsWithAPakke(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	n := m.note(a, "Bussen kom ikke")
	travel, original := bytes.Repeat([]byte("rejse"), 1000), bytes.Repeat([]byte("original"), 1000)
	m.photo(a, "IMG_1.jpg", travel, original)
	b := m.joins("Bo")
	if m.text(b, n) != "Bussen kom ikke" {
		t.Error("the note did not come along")
	}
	if !m.holds(b, travel) || m.holds(b, original) {
		t.Error("the copy for the team travels, the untouched picture stays at home")
	}
	facts, err := b.Facts(t.Context())
	if err != nil || facts.Title != "Lillerup" {
		t.Error(facts, err)
	}
	team, err := b.Team(t.Context())
	if err != nil || len(team.Members) != 2 || team.Coordinator || team.Device.Name != "Bærbar Bo" {
		t.Errorf("%+v %v", team, err)
	}
	m.gives(b, a)
	if m.digest(a) != m.digest(b) {
		t.Error("two machines that told each other everything do not agree")
	}
	var found []Finding
	if err := b.Verify(true, &found).Run(t.Context(), nil); err != nil || len(found) != 0 {
		t.Error(found, err)
	}
	if r, err := b.v.Register(); err != nil {
		t.Error(err)
	} else if own, _ := a.v.Register(); r.Space() != own.Space() {
		t.Error("a register taken in later would be another one")
	}
	if left, _ := filepath.Glob(filepath.Join(m.dir, ".feltbog-*")); len(left) > 0 {
		t.Error(left)
	}
}

func TestAPakkeStandsInTheRegisterOfDisclosures(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	made := m.packs(a, PackOrder{Words: sixWords, Name: "Til Bo", Recipient: "Bo", Reason: "ny kollega", Expires: time.Now().AddDate(0, 1, 0), Originals: true})
	page, err := a.Disclosures(t.Context(), DisclosureQuery{})
	if err != nil || len(page.Lines) != 1 {
		t.Fatal(page, err)
	}
	d := page.Lines[0]
	b, err := os.ReadFile(made.File)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b)
	if d.Title != "Til Bo" || d.Recipient != "Bo" || d.Reason != "ny kollega" || d.Hash != hexOf(sum[:]) || !d.Originals || d.Format != "feltbundle" ||
		d.Use != feltbog.UseTeam || d.Expires.IsZero() || made.Hash != d.Hash || made.Size != int64(len(b)) {
		t.Errorf("%+v", d)
	}
}

func TestThePreviewSaysWhatWouldCome(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	both, gone, plain := m.note(a, "udgangspunkt"), m.note(a, "slettes"), m.note(a, "rettes kun af Anna")
	erased := m.note(a, "glemmes for altid")
	b := m.joins("Bo")
	m.edits(a, both, "Annas udgave")
	m.edits(b, both, "Bos udgave")
	m.edits(a, plain, "rettet")
	m.note(a, "ny hos Anna")
	if err := a.Delete(t.Context(), feltbog.KindNoteBlock, gone); err != nil {
		t.Fatal(err)
	}
	if err := a.Erase(t.Context(), feltbog.KindNoteBlock, erased, ""); err != nil {
		t.Fatal(err)
	}
	travel := bytes.Repeat([]byte("rejse"), 99)
	m.photo(a, "IMG_2.jpg", travel, []byte("o"))
	m.photo(a, "MANGLER.jpg", []byte("kommer aldrig"), []byte("o2"))
	if err := a.v.Team().Media.Erase(t.Context(), sha256.Sum256([]byte("kommer aldrig"))); err != nil {
		t.Fatal(err)
	}
	made := m.packs(a, PackOrder{Words: sixWords})
	if made.Absent != 1 {
		t.Errorf("%+v", made)
	}
	v := m.previews(b, made.File)
	if v.Adds[feltbog.KindNoteBlock] != 1 || v.Adds[feltbog.KindPhoto] != 2 || v.Changed[feltbog.KindNoteBlock] != 2 || v.Deletes[feltbog.KindNoteBlock] != 1 ||
		v.Erased[feltbog.KindNoteBlock] != 1 || v.Erases != 1 || len(v.Decide) != 1 || v.Decide[0].ID != both || v.Decide[0].Field != "text" ||
		!slices.Equal(v.MissingFiles, []string{"MANGLER.jpg"}) || v.NewFiles != 1 || v.Nothing || v.Gap || v.Stranger || v.Sender != "Anna" {
		t.Errorf("%+v", v)
	}
	if got := m.takes(b, made.File); got.New != v.New || got.Decide != 1 {
		t.Errorf("%+v", got)
	}
	if v := m.previews(b, made.File); !v.Nothing || v.New != 0 || len(v.Decide) != 0 {
		t.Errorf("%+v", v)
	}
}

func TestOnlyWhatIsNewTravelsAndAGapIsNamed(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	m.note(a, "gammelt")
	b := m.joins("Bo")
	m.gives(b, a) // so that Anna knows Bo's key, and what he has
	team, err := a.Team(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var bo feltbog.ID
	for _, x := range team.Members {
		if x.Name == "Bo" {
			bo = x.ID
		}
	}
	one := m.note(a, "et")
	first := m.packs(a, PackOrder{Members: []feltbog.ID{bo}, New: true, Name: "Første"})
	two := m.note(a, "to")
	second := m.packs(a, PackOrder{Members: []feltbog.ID{bo}, New: true, Name: "Anden"})
	if first.Whole || second.Whole || second.Follows == nil || second.Follows.Name != "Første" || second.Sets > 4 {
		t.Errorf("%+v %+v", first.Bundle, second.Bundle)
	}
	var done TakenIn
	err = b.TakeIn(second.File, BundleKey{}, &done).Run(t.Context(), nil)
	if keyOf(err) != "bundle.gap" || feltbog.ErrorCode(err) != feltbog.EMissing || !strings.Contains(err.Error(), "Første") {
		t.Fatal(err)
	}
	var v Preview
	if err := b.Preview(second.File, BundleKey{}, &v).Run(t.Context(), nil); err != nil || !v.Gap || v.Follows.Name != "Første" || !slices.Equal(v.Lacks, []string{"Bærbar A"}) {
		t.Errorf("%+v %v", v, err)
	}
	for _, file := range []string{first.File, second.File} {
		if err := b.TakeIn(file, BundleKey{}, &done).Run(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if m.text(b, one) != "et" || m.text(b, two) != "to" {
		t.Error("it did not come")
	}
}

func TestAPartIsNoBeginning(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	whole := m.packs(a, PackOrder{Words: sixWords})
	m.note(a, "nyt")
	part := m.packs(a, PackOrder{Words: sixWords, SinceFile: whole.File, SinceKey: BundleKey{Words: sixWords}})
	if part.Whole {
		t.Fatal("nothing was left out")
	}
	if _, err := m.tries("Bo", part.File); keyOf(err) != "bundle.join.part" {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(m.dir, "bo.feltbog")); !os.IsNotExist(err) {
		t.Error("something is left of a vault that was refused")
	}
}

func TestAnotherProjectsPakkeIsRefused(t *testing.T) {
	m, other := newMachines(t), newMachines(t)
	m.note(m.all[0], "a")
	file := m.packs(m.all[0], PackOrder{Words: sixWords}).File
	var done TakenIn
	p := other.all[0]
	before := other.digest(p)
	if err := p.TakeIn(file, BundleKey{Words: sixWords}, &done).Run(t.Context(), nil); keyOf(err) != "bundle.project" || feltbog.ErrorCode(err) != feltbog.EDamaged {
		t.Error(err)
	}
	var v Preview
	if err := p.Preview(file, BundleKey{Words: sixWords}, &v).Run(t.Context(), nil); keyOf(err) != "bundle.project" {
		t.Error(err)
	}
	if other.digest(p) != before {
		t.Error("something changed")
	}
}

func TestAPakkeExpires(t *testing.T) {
	m := newMachines(t)
	b := m.joins("Bo")
	file := m.packs(m.all[0], PackOrder{Words: sixWords, Expires: time.Now().Add(-time.Hour)}).File
	var done TakenIn
	if err := b.TakeIn(file, BundleKey{Words: sixWords}, &done).Run(t.Context(), nil); keyOf(err) != "bundle.expired" {
		t.Error(err)
	}
	if _, err := m.tries("Cecilie", file); keyOf(err) != "bundle.expired" {
		t.Error(err)
	}
}

func TestUndoingAnImportLeavesOwnEditsAndItCanBeTakenInAgain(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	old := m.note(a, "fra begyndelsen")
	b := m.joins("Bo")
	m.gives(b, a)
	mine, theirs := m.note(b, "Bos note"), m.note(b, "Bos anden note")
	m.edits(b, old, "rettet af Bo")
	file := m.packs(b, PackOrder{Words: sixWords}).File
	before := m.digest(a)
	got := m.takes(a, file)
	if got.Import == 0 || m.text(a, mine) != "Bos note" {
		t.Fatalf("%+v", got)
	}
	after := m.digest(a)
	undone, err := a.WithholdImport(t.Context(), "", got.Import)
	if err != nil || len(undone.Own) != 0 || m.digest(a) != before || m.text(a, mine) != "" || m.text(a, old) != "fra begyndelsen" {
		t.Fatal("the import is not undone", undone, err)
	}
	if v := m.previews(a, file); !v.Nothing || v.Withheld != got.Import {
		t.Errorf("%+v", v)
	}
	if again := m.takes(a, file); !again.Again || again.Import != got.Import || m.digest(a) != after {
		t.Errorf("%+v", again)
	}
	// Tomorrow, after own edits: they are listed, and they stay.
	m.edits(a, mine, "Bos note, læst af Anna")
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = m.add(Open(t.Context(), filepath.Join(m.dir, "a.feltbog"), Unlock{Passphrase: passphrase}, m.opt))
	imports, err := a.Imports(t.Context())
	if err != nil || len(imports) != 2 || imports[0].Sender != "Bo" || imports[0].Withheld {
		t.Fatal(imports, err)
	}
	undone, err = a.WithholdImport(t.Context(), "", got.Import)
	if err != nil || len(undone.Own) != 1 || undone.Own[0].ID != mine {
		t.Fatalf("%+v %v", undone, err)
	}
	if m.text(a, mine) != "Bos note, læst af Anna" || m.text(a, theirs) != "" {
		t.Error("own edits must stay, the rest must go")
	}
	m.gives(a, b)
	m.gives(b, a)
	if err := a.RetakeImport(t.Context(), "", got.Import); err != nil {
		t.Fatal(err)
	}
	m.gives(a, b)
	m.gives(b, a)
	m.gives(a, b)
	if x, y := m.digest(a), m.digest(b); x != y {
		t.Error("two machines that know the same do not agree")
	}
	if _, err := a.WithholdImport(t.Context(), "", 999); keyOf(err) != "import.unknown" {
		t.Error(err)
	}
}

func TestTakingAPakkeInCanBeStopped(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	b := m.joins("Bo")
	m.note(a, "ny")
	big := bytes.Repeat([]byte("billede "), 100_000)
	m.photo(a, "STOR.jpg", big, []byte("o"))
	file := m.packs(a, PackOrder{Words: sixWords}).File
	before := m.digest(b)
	stopped := 0
	for step := range 400 {
		ctx, cancel := context.WithCancel(t.Context())
		reads := &countdown{Context: ctx, left: 1 + step, stop: cancel}
		var done TakenIn
		if err := b.TakeIn(file, BundleKey{Words: sixWords}, &done).Start(reads, nil); err == nil {
			break
		}
		cancel()
		stopped++
		if m.digest(b) != before || m.holds(b, big) {
			t.Fatalf("step %d: something is left of an import that was stopped", step)
		}
	}
	if stopped < 5 {
		t.Errorf("it was stopped at %d places only", stopped)
	}
	stopped = 0
	for step := 1; ; step++ {
		var done Packed
		o := PackOrder{Words: sixWords, File: m.file()}
		ctx, cancel := context.WithCancel(t.Context())
		err := a.Pack(o, &done).Start(&countdown{Context: ctx, left: step * 3, stop: cancel}, nil)
		cancel()
		if err == nil {
			break
		}
		stopped++
		if left, _ := filepath.Glob(o.File + "*"); len(left) != 0 {
			t.Error(left)
		}
	}
	if stopped < 3 {
		t.Errorf("it was stopped at %d places only", stopped)
	}
}

// countdown ends a context after it was asked so many times.
type countdown struct {
	context.Context
	left int
	stop func()
}

func (c *countdown) Err() error {
	if c.left--; c.left == 0 {
		c.stop()
	}
	return c.Context.Err()
}

func TestAPakkeIsNotWrittenOverAFile(t *testing.T) {
	m := newMachines(t)
	file := m.packs(m.all[0], PackOrder{Words: sixWords}).File
	var done Packed
	if err := m.all[0].Pack(PackOrder{Words: sixWords, File: file}, &done).Run(t.Context(), nil); keyOf(err) != "bundle.exists" {
		t.Error(err)
	}
	if err := m.all[0].Pack(PackOrder{Words: sixWords, File: filepath.Join(m.dir, "nowhere", "x")}, &done).Run(t.Context(), nil); keyOf(err) != "bundle.write" {
		t.Error(err)
	}
	if err := m.all[0].Pack(PackOrder{File: m.file()}, &done).Run(t.Context(), nil); keyOf(err) != "bundle.phrase" {
		t.Error(err)
	}
}

func TestNamesInTheTextsHoldAPakkeBack(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	n := m.note(a, "Ring til hende på 28 73 65 91 i morgen")
	m.edits(a, n, "Ring til hende i morgen") // the number stands in the history
	var done Packed
	o := PackOrder{Words: sixWords, File: m.file()}
	err := a.Pack(o, &done).Run(t.Context(), nil)
	if keyOf(err) != "bundle.names" || feltbog.ErrorCode(err) != feltbog.ERefused || len(done.Names) != 1 || done.Names[0].ID != n {
		t.Fatal(err, done.Names)
	}
	if _, err := os.Stat(o.File); !os.IsNotExist(err) {
		t.Error("it left all the same")
	}
	o.NamesSeen = true
	if err := a.Pack(o, &done).Run(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

func TestTheRegisterTravelsOnlyInItsOwnPakke(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	if _, _, err := a.AddParticipant(t.Context(), NewPerson{Identity: feltbog.Identity{Name: "Gerda Holm Vestergaard"}}); err != nil {
		t.Fatal(err)
	}
	b := m.joins("Bo")
	register, err := b.v.Register()
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := register.List(t.Context(), feltbog.KindIdentity, nil, 0); len(n) != 0 {
		t.Error("names came with the team's pakke")
	}
	made := m.packs(a, PackOrder{Words: sixWords, Space: feltbog.RegisterSpace, Reason: "Bo skal ringe"})
	m.takes(b, made.File)
	if n, _ := register.List(t.Context(), feltbog.KindIdentity, nil, 0); len(n) != 1 {
		t.Error("the register did not come in its own pakke")
	}
	if _, err := m.tries("Cecilie", made.File); keyOf(err) != "bundle.join.kind" {
		t.Error(err)
	}
}
