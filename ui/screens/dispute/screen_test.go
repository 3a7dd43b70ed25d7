package dispute

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// desk is Anna's project, in which texts have two versions, with the screen in a window.
type desk struct {
	*screentest.Host
	t *testing.T
	p *app.Project
	s *Screen
}

func founding(t *testing.T, member string) app.Founding {
	t.Helper()
	rec, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	return app.Founding{Project: "Lillerup", Member: member, Device: "Maskine " + member, Passphrase: "fire gule bier i haven", Recovery: rec}
}

func options(dir string) app.Options {
	return app.Options{Config: dir, Anywhere: true, CheapKeys: true}
}

func write(t *testing.T, p *app.Project, id feltbog.ID, text string) feltbog.ID {
	t.Helper()
	e := app.Edit{Kind: feltbog.KindNoteBlock, ID: id, Texts: []app.Setting{{Field: "text", Text: text}}}
	if id.IsZero() {
		e.Texts = append(e.Texts, app.Setting{Field: "type", Text: "seen_heard"}, app.Setting{Field: "layer", Text: "jotting"})
	}
	r, err := p.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}

func text(t *testing.T, p *app.Project, id feltbog.ID) string {
	t.Helper()
	r, err := p.Get(t.Context(), feltbog.KindNoteBlock, id)
	if err != nil {
		t.Fatal(err)
	}
	return string(r.Fields["text"])
}

// begin makes Anna's and Bo's vaults, has both write over the same notes, and takes Bo's in at Anna's.
func begin(t *testing.T, both func(a, b *app.Project)) *app.Project {
	t.Helper()
	dir, words := t.TempDir(), "gule bier haven fire gule bier"
	a, err := app.Create(t.Context(), filepath.Join(dir, "a.feltbog"), founding(t, "Anna"), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	var b *app.Project
	both(a, nil)
	var done app.Packed
	file := filepath.Join(dir, "a"+app.BundleEnding)
	if err := a.Pack(app.PackOrder{File: file, Words: words}, &done).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if b, err = app.JoinBundle(t.Context(), filepath.Join(dir, "b.feltbog"), file, app.BundleKey{Words: words}, founding(t, "Bo"), options(filepath.Join(dir, "b")), nil); err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	both(a, b)
	file = filepath.Join(dir, "b"+app.BundleEnding)
	if err := b.Pack(app.PackOrder{File: file, Words: words}, &done).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	var in app.TakenIn
	if err := a.TakeIn(file, app.BundleKey{Words: words}, &in).Run(t.Context(), nil); err != nil || in.Decide == 0 {
		t.Fatal(in, err)
	}
	return a
}

func show(t *testing.T, p *app.Project, at screen.Route) *desk {
	t.Helper()
	d := &desk{Host: screentest.New(t), t: t, p: p}
	d.s = New(d, p)
	at.Place, at.Part = screen.Share, screen.Versions
	d.Put(d.s, at, 1440, 900)
	return d
}

func (d *desk) press(chord string) {
	d.t.Helper()
	if !d.Keys.Press(chord, nil) {
		d.t.Errorf("%s means nothing", chord)
	}
	d.Drain()
}

const old = "Bussen kom ikke. Hun ventede. Det regnede. Så gik hun."

func TestTwoVersionsAreSettledByKeysOneAfterTheOther(t *testing.T) {
	var apart, same, third feltbog.ID
	p := begin(t, func(a, b *app.Project) {
		if b == nil {
			apart, same, third = write(t, a, feltbog.ID{}, old), write(t, a, feltbog.ID{}, "Han smiler."), write(t, a, feltbog.ID{}, "Døren står åben.")
			return
		}
		write(t, a, apart, "Bussen kom slet ikke. Hun ventede. Det regnede. Så gik hun.")
		write(t, b, apart, "Bussen kom ikke. Hun ventede. Det regnede. Så gik hun hjem.")
		write(t, a, same, "Han ler.")
		write(t, b, same, "Han græder.")
		write(t, a, third, "Døren står på klem.")
		write(t, b, third, "Døren er lukket.")
	})
	d := show(t, p, screen.Route{Kind: feltbog.KindNoteBlock, ID: apart})
	if d.s.pane == nil || d.s.pane.d.ID != apart || len(d.s.list.Rows()) != 3 {
		t.Fatal("the one that was asked for is not in front")
	}
	if w := d.s.pane.ways[d.s.pane.at]; w.name != "merge" || d.s.pane.d.Before == nil {
		t.Error("what is proposed is not chosen")
	}
	d.press("Ctrl+Return")
	if got := text(t, p, apart); got != `"Bussen kom slet ikke. Hun ventede. Det regnede. Så gik hun hjem."` {
		t.Error(got)
	}
	if n := len(d.s.list.Rows()); n != 2 || d.s.pane == nil || d.s.pane.d.ID == apart {
		t.Fatalf("%d are left, and the next is not in front", n)
	}
	for d.s.pane.d.ID != same {
		d.press("Ctrl+Down")
	}
	// Where both changed the same, nothing is chosen before a person chooses.
	d.press("Ctrl+Return")
	if d.s.pane.at != -1 || d.s.pane.do.Enabled() || len(d.s.list.Rows()) != 2 {
		t.Error("something was chosen by nobody")
	}
	second := string(d.s.pane.d.Versions[1].Value)
	d.press("2")
	d.press("Ctrl+Return")
	if got := text(t, p, same); got != second {
		t.Errorf("%s, want %s", got, second)
	}
	d.press("T")
	field := uikit.Find("versions.text").(*widgets.Entry)
	if field.Hidden || d.Window().Canvas().Focused() != fyne.Focusable(field) {
		t.Error("a third version cannot be written")
	}
	field.SetText("Døren går op og i.")
	d.press("Ctrl+Return")
	if got := text(t, p, third); got != `"Døren går op og i."` {
		t.Error(got)
	}
	if d.s.none.Hidden || len(d.Failed) != 0 {
		t.Error("it does not say that nothing is left", d.Failed)
	}
}

func TestWhatSomebodyWritesStaysWhileWorkGoesOn(t *testing.T) {
	var id feltbog.ID
	p := begin(t, func(a, b *app.Project) {
		if b == nil {
			id = write(t, a, feltbog.ID{}, "Han smiler.")
			return
		}
		write(t, a, id, "Han ler.")
		write(t, b, id, "Han græder.")
	})
	d := show(t, p, screen.Route{})
	d.s.list.GoTo(0)
	d.Drain()
	d.press("T")
	uikit.Find("versions.text").(*widgets.Entry).SetText("Han ler og græder.")
	write(t, p, feltbog.ID{}, "der arbejdes videre")
	d.s.reload()
	d.Drain()
	if e := d.s.pane.third; e.Text != "Han ler og græder." || e.Hidden {
		t.Error("what was being written is gone")
	}
	d.press("B")
	d.press("Ctrl+Return")
	if got := text(t, p, id); got != `"Han ler.\n\nHan græder."` {
		t.Error(got)
	}
}

func TestARecordThatOneDeletedAndAnotherEditedIsKeptOrDeleted(t *testing.T) {
	var id feltbog.ID
	p := begin(t, func(a, b *app.Project) {
		if b == nil {
			id = write(t, a, feltbog.ID{}, "skal den blive?")
			return
		}
		if err := a.Delete(t.Context(), feltbog.KindNoteBlock, id); err != nil {
			t.Fatal(err)
		}
		write(t, b, id, "ja")
	})
	d := show(t, p, screen.Route{})
	d.press("1") // keep it
	d.press("Ctrl+Return")
	if got := text(t, p, id); got != `"ja"` || len(d.Failed) != 0 {
		t.Error(got, d.Failed)
	}
}
