package app

import (
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
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
