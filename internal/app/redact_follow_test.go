package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/letter"
)

func TestCoveredCopiesFollowAnImportThatIsUndoneAndTakenInAgain(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := oneBrought(t, a)
	face := Covering{X: 0.1, Y: 0.1, W: 0.2, H: 0.2, Subject: feltbog.CoversFace}
	_, err := a.AddRedactions(ctx, id, []Covering{face})
	must(t, err)
	must(t, a.MakeRedacted(ctx, id))
	b := m.joins("Bo")
	if _, err := b.AddRedactions(ctx, id, []Covering{{X: 0.6, Y: 0.6, W: 0.3, H: 0.3, Subject: feltbog.CoversText}}); err != nil {
		t.Fatal(err)
	}
	sees := func(p *Project, when string, n int) {
		t.Helper()
		c := covered(t, p, id)
		if len(c.All) != n || !c.Made {
			t.Fatalf("%s: %+v", when, c)
		}
		img, err := p.RedactedImage(ctx, id)
		must(t, err)
		if !dark(t, img, 0.2, 0.2) || dark(t, img, 0.75, 0.75) != (n == 2) {
			t.Errorf("%s: the copy does not show what is covered", when)
		}
	}
	sees(b, "where it was drawn", 2)
	got := m.takes(a, m.packs(b, PackOrder{Words: sixWords}).File)
	sees(a, "taken in", 2)
	if _, err := a.WithholdImport(ctx, "", got.Import); err != nil {
		t.Fatal(err)
	}
	sees(a, "undone", 1)
	must(t, a.RetakeImport(ctx, "", got.Import))
	sees(a, "taken in again", 2)
}

func TestACopyThatWasNotMadeInTimeIsMadeAtTheNextOpening(t *testing.T) {
	m := newMachines(t)
	p, ctx := m.all[0], t.Context()
	id := oneBrought(t, p)
	ids, err := p.AddRedactions(ctx, id, []Covering{{X: 0.1, Y: 0.1, W: 0.2, H: 0.2}})
	must(t, err)
	must(t, p.MakeRedacted(ctx, id))
	// The battery runs out between the drawing and the copy.
	putText(t, p, feltbog.KindRedaction, "id", ids[0].String(), "method", string(feltbog.Pixelate))
	must(t, err)
	must(t, p.Close())
	p = m.add(Open(ctx, filepath.Join(m.dir, "a.feltbog"), Unlock{Passphrase: passphrase}, m.opt))
	if n, err := p.OldRedactions(ctx); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	must(t, p.FollowJob().Run(ctx, nil))
	if n, err := p.OldRedactions(ctx); n != 0 || err != nil || !covered(t, p, id).Made {
		t.Error(n, err)
	}
}

func TestSeveralPicturesAreLetOutAndOneThatIsKeptBackKeepsNoOtherBack(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	free, open := oneBrought(t, p), feltbog.ID{}
	dir := t.TempDir()
	writeAll(t, dir, map[string][]byte{"2.jpg": snapshot(t, 2, "2025:03:13 16:00:00")})
	open = bring(t, p, PhotoImport{Paths: []string{dir}}).Added[0]
	to := t.TempDir()
	x := PhotosExport{Photos: []feltbog.ID{open, free}, PhotoExport: PhotoExport{Use: feltbog.UseReport, Recipient: "Kommunen", Reason: "rapport", Folder: to}}
	would, err := p.WouldExport(ctx, x.Use, x.Photos)
	must(t, err)
	if len(would) != 1 || would[0].Photo != open || keyOf(would[0].Why[0]) != "gate.photo.children" {
		t.Fatalf("%+v", would)
	}
	done, err := p.ExportPhotos(ctx, x, letter.Say, nil)
	must(t, err)
	if len(done.Out) != 1 || len(done.Kept) != 1 || done.Kept[0].Photo != open || filepath.Dir(done.Out[0].File) != to {
		t.Errorf("%+v", done)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if done, err := p.ExportPhotos(stopped, x, letter.Say, nil); err == nil || len(done.Out) > 0 {
		t.Error("it went on after it was stopped", done)
	}
}

func TestSomebodyIsPointedOutAndThePlaceBeforeGoesAway(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	id := oneBrought(t, p)
	at := func(x float64) feltbog.Region {
		return feltbog.Region{Shape: feltbog.Rect, X: x, Y: 0.1, W: 0.1, H: 0.1}
	}
	who, err := p.PointOut(ctx, id, feltbog.ID{}, at(0.1))
	must(t, err)
	if page, err := p.Photo(ctx, id); err != nil || page.State != PhotoMissing || len(page.Seen) != 1 || len(page.Open) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	again, err := p.PointOut(ctx, id, who, at(0.5))
	must(t, err)
	page, err := p.Photo(ctx, id)
	must(t, err)
	if again != who || len(page.Seen) != 1 || len(page.Regions) != 1 || page.Regions[0].X != 0.5 || page.Seen[0].Region != page.Regions[0].ID {
		t.Errorf("%+v", page.Regions)
	}
	_, err = p.Undo(ctx)
	must(t, err)
	if page, err = p.Photo(ctx, id); err != nil || len(page.Regions) != 1 || page.Regions[0].X != 0.1 {
		t.Errorf("%+v %v", page.Regions, err)
	}
}

func TestTheCoveredCopyOfAPictureThatIsNotToBeUsedLeavesForNoUseAlsoAfterARestart(t *testing.T) {
	m := newMachines(t)
	p, ctx := m.all[0], t.Context()
	id := oneBrought(t, p)
	_, err := p.AddRedactions(ctx, id, []Covering{{X: 0.1, Y: 0.1, W: 0.2, H: 0.2}})
	must(t, err)
	must(t, p.MakeRedacted(ctx, id))
	set, err := p.MakeSeries(ctx, feltbog.PhotoSet{Title: "Det nære"}, []feltbog.ID{id})
	must(t, err)
	session, err := p.StartSession(ctx, NewSession{Type: feltbog.PhotoSession})
	must(t, err)
	must(t, p.TalkAbout(ctx, session, set, id, func(o *feltbog.PhotoTalk) { o.See = "bænken" }))
	if no := refused(t, p, id); len(no) > 0 {
		t.Fatalf("%v before anybody said anything", no)
	}
	must(t, p.DoNotUse(ctx, []feltbog.ID{id}, ""))
	shut := func(when string) {
		t.Helper()
		if no := refused(t, p, id); len(no) != len(feltbog.Uses()) {
			t.Errorf("%s: refused for %v only", when, no)
		}
		to := t.TempDir()
		for _, use := range feltbog.Uses() {
			x := PhotosExport{Photos: []feltbog.ID{id}, PhotoExport: PhotoExport{Use: use, Recipient: "Kommunen", Reason: "rapport", Folder: to}}
			if done, err := p.ExportPhotos(ctx, x, letter.Say, nil); err != nil || len(done.Out) > 0 || len(done.Kept) != 1 || keyOf(done.Kept[0].Why[0]) != "gate.photo.not" {
				t.Errorf("%s, %s: %+v %v", when, use, done, err)
			}
		}
		if left, err := os.ReadDir(to); err != nil || len(left) > 0 {
			t.Errorf("%s: %v left %v", when, left, err)
		}
		var page bytes.Buffer
		if done, err := p.PrintStory(ctx, pageDesk{&page}, set, feltbog.UseReport, letter.Say); done.Pictures > 0 || bytes.Contains(page.Bytes(), []byte("/DCTDecode")) {
			t.Errorf("%s: it is printed: %+v %v", when, done, err)
		}
		if _, err := p.PhotoOnBlack(ctx, id, 100, 100); feltbog.ErrorCode(err) != feltbog.ERefused {
			t.Errorf("%s: the participant sees it: %v", when, err)
		}
	}
	shut("at once")
	must(t, p.Close())
	p = m.add(Open(ctx, filepath.Join(m.dir, "a.feltbog"), Unlock{Passphrase: passphrase}, m.opt))
	shut("after a restart")
}
