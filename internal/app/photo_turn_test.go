package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestAPictureIsTurnedWithAllThatIsDrawnInIt(t *testing.T) {
	p, dir, ctx := newProject(t), t.TempDir(), t.Context()
	writeAll(t, dir, map[string][]byte{"a.jpg": snapshot(t, 1, "2025:03:13 15:00:00")})
	id := bring(t, p, PhotoImport{Paths: []string{dir}}).Added[0]
	before := photoOf(t, p, id)
	rect, err := p.AddRegion(ctx, feltbog.Region{Photo: id, Type: feltbog.RegionContent, Shape: feltbog.Rect, X: .1, Y: .2, W: .3, H: .4})
	must(t, err)
	_, err = p.AddRegion(ctx, feltbog.Region{Photo: id, Type: feltbog.RegionContent, Shape: feltbog.Polygon, Points: []feltbog.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 1}}})
	must(t, err)
	region := func() feltbog.Region {
		t.Helper()
		page, err := p.Photo(ctx, id)
		must(t, err)
		for _, r := range page.Regions {
			if r.ID == rect {
				return r
			}
		}
		t.Fatal("the spot is gone")
		return feltbog.Region{}
	}
	near := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
	must(t, p.TurnPhotos(ctx, []feltbog.ID{id}, 1))
	o, r := photoOf(t, p, id), region()
	if o.Turn != 1 || o.Width != before.Height || o.Height != before.Width {
		t.Errorf("%d by %d, turned %d", o.Width, o.Height, o.Turn)
	}
	if !near(r.X, .4) || !near(r.Y, .1) || !near(r.W, .4) || !near(r.H, .3) {
		t.Errorf("the spot is at %v %v, %v by %v", r.X, r.Y, r.W, r.H)
	}
	img, err := p.PhotoImage(ctx, id, true)
	must(t, err)
	if img.Bounds().Dx() != o.Width || img.Bounds().Dy() != o.Height {
		t.Errorf("shown %v", img.Bounds())
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if o, r := photoOf(t, p, id), region(); o.Turn != 0 || o.Width != before.Width || !near(r.X, .1) {
		t.Errorf("after undo: %+v, %+v", o, r)
	}
	must(t, p.TurnPhotos(ctx, []feltbog.ID{id}, -1))
	must(t, p.TurnPhotos(ctx, []feltbog.ID{id}, 5))
	if o, r := photoOf(t, p, id), region(); o.Turn != 0 || !near(r.X, .1) || !near(r.H, .4) {
		t.Errorf("all the way round: %+v, %+v", o, r)
	}
}
