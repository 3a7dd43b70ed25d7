package app

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// putPhotos writes pictures in one action, each a minute after the one before it.
func putPhotos(t *testing.T, p *Project, n int, f func(i int, o *feltbog.Photo)) []feltbog.ID {
	t.Helper()
	ids := make([]feltbog.ID, n)
	noon := time.Date(2025, 3, 11, 12, 0, 0, 0, time.UTC)
	err := p.act(t.Context(), "photo.edit", func(_ *vault.Space, w *store.Writer) error {
		for i := range ids {
			o := &feltbog.Photo{Number: i + 1, Taken: feltbog.NewInstant(noon.Add(time.Duration(i) * time.Minute)), Children: feltbog.No}
			o.ID = feltbog.NewID()
			ids[i] = o.ID
			if f != nil {
				f(i, o)
			}
			if err := w.Put(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func pictures(t *testing.T, p *Project, limit int) PhotoShelf {
	t.Helper()
	s, err := p.Photos(t.Context(), limit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheLatestPicturesComeFirstAndThoseWithoutATimeLast(t *testing.T) {
	p := newProject(t)
	ids := putPhotos(t, p, 4, func(i int, o *feltbog.Photo) {
		if i == 1 {
			o.Taken = 0
		}
	})
	want := []feltbog.ID{ids[3], ids[2], ids[0], ids[1]}
	got := pictures(t, p, 0)
	for i, id := range want {
		if len(got.Lines) != 4 || got.Lines[i].ID != id || got.Partial {
			t.Fatalf("%d of %d: %+v", i, len(got.Lines), got.Lines)
		}
	}
	for n := 1; n <= 4; n++ {
		some := pictures(t, p, n)
		if len(some.Lines) != n || some.Partial != (n < 4) || some.Lines[n-1].ID != want[n-1] {
			t.Errorf("the first %d: %+v", n, some)
		}
	}
}

func TestATagOnManyPicturesIsOneActionThatIsUndoneAsOne(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	bus := putText(t, p, feltbog.KindTag, "name", "bus").ID
	ids := putPhotos(t, p, 5, func(i int, o *feltbog.Photo) {
		if i == 0 {
			o.Tags = []feltbog.ID{bus}
		}
	})
	tagged := func() (n int) {
		for _, l := range pictures(t, p, 0).Lines {
			n += len(l.Tags)
		}
		return n
	}
	if err := p.TagPhotos(ctx, ids[:3], bus, true); err != nil || tagged() != 3 {
		t.Fatalf("%v, %d are tagged", err, tagged())
	}
	if _, err := p.Undo(ctx); err != nil || tagged() != 1 {
		t.Fatalf("%v, %d are tagged after taking it back", err, tagged())
	}
	if _, err := p.Redo(ctx); err != nil || tagged() != 3 {
		t.Fatalf("%v, %d are tagged again", err, tagged())
	}
	if err := p.TagPhotos(ctx, ids, bus, false); err != nil || tagged() != 0 {
		t.Errorf("%v, %d are tagged still", err, tagged())
	}
	if err := p.DeletePhotos(ctx, ids[:2]); err != nil || len(pictures(t, p, 0).Lines) != 3 {
		t.Errorf("%v", err)
	}
	if _, err := p.Undo(ctx); err != nil || len(pictures(t, p, 0).Lines) != 5 {
		t.Errorf("%v", err)
	}
}

// The signs in the grid are counted for all pictures at once; the gate looks at one. They must never promise more than it.
func TestNoPictureLooksFreeThatTheGateWouldStop(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	person := func(yes bool) feltbog.ID {
		id, _, err := p.AddParticipant(ctx, NewPerson{Perspective: feltbog.Citizen, AgeGroup: feltbog.Adult})
		if err != nil {
			t.Fatal(err)
		}
		if yes {
			for _, s := range feltbog.Scopes() {
				c := &feltbog.Consent{Participant: id, Scope: s, State: feltbog.ConsentGiven, Form: feltbog.Electronic, GivenBy: feltbog.Self,
					From: feltbog.FuzzyDay(p.v.Now()), Recorded: feltbog.NewInstant(p.v.Now())}
				c.ID = feltbog.NewID()
				if err := p.act(ctx, "consent.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(c) }); err != nil {
					t.Fatal(err)
				}
			}
		}
		return id
	}
	yes, no := person(true), person(false)
	ids := putPhotos(t, p, 11, func(i int, o *feltbog.Photo) {
		switch i {
		case 1:
			o.Children = ""
		case 2:
			o.DoNotUse = true
		case 3:
			o.MadeBy = feltbog.MadeByParticipant
		case 4:
			o.MadeBy, o.Photographer = feltbog.MadeByParticipant, yes
		case 5:
			o.MadeBy, o.Photographer = feltbog.MadeByParticipant, no
		}
	})
	for i, d := range map[int]feltbog.DepictedPerson{
		6: {}, 7: {Status: feltbog.DepictedBlurred}, 8: {Status: feltbog.DepictedConsent, Participant: no},
		9: {Status: feltbog.DepictedConsent, Participant: yes}, 10: {Status: feltbog.DepictedConsent, CardNumber: "S-01"},
	} {
		d.ID, d.Photo = feltbog.NewID(), ids[i]
		if err := p.act(ctx, "photo.edit", func(_ *vault.Space, w *store.Writer) error { return w.Put(&d) }); err != nil {
			t.Fatal(err)
		}
	}
	want := []PhotoState{PhotoFree, PhotoMissing, PhotoNot, PhotoMissing, PhotoFree, PhotoInside, PhotoMissing, PhotoMissing, PhotoInside, PhotoFree, PhotoInside}
	for _, l := range pictures(t, p, 0).Lines {
		if l.State != want[l.Number-1] {
			t.Errorf("picture %d is %s, not %s", l.Number, l.State, want[l.Number-1])
		}
		page, err := p.Photo(ctx, l.ID)
		if err != nil || page.State != l.State {
			t.Fatalf("%+v, %v", page, err)
		}
		if allowed := page.May[0].Allowed; allowed != (l.State == PhotoFree || l.State == PhotoCovered) {
			t.Errorf("picture %d looks %s, and the gate says %v", l.Number, l.State, allowed)
		}
	}
}

func TestAPictureIsFilteredByTagsAndByWhatIsMissing(t *testing.T) {
	a, b, c := feltbog.NewID(), feltbog.NewID(), feltbog.NewID()
	l := PhotoLine{Tags: []feltbog.ID{a, b}, State: PhotoMissing, Session: c}
	ids := func(all ...feltbog.ID) []feltbog.ID { return all }
	for i, x := range []struct {
		f    PhotoFilter
		want bool
	}{
		{PhotoFilter{}, true},
		{PhotoFilter{Need: ids(a, b)}, true}, {PhotoFilter{Need: ids(a, c)}, false},
		{PhotoFilter{Any: ids(c, b)}, true}, {PhotoFilter{Any: ids(c)}, false},
		{PhotoFilter{Never: ids(c)}, true}, {PhotoFilter{Need: ids(a), Never: ids(b)}, false},
		{PhotoFilter{Untagged: true}, false}, {PhotoFilter{Missing: true}, true}, {PhotoFilter{Unhandled: true}, false},
		{PhotoFilter{Important: true}, false}, {PhotoFilter{Timeless: true}, true}, {PhotoFilter{Session: c}, true}, {PhotoFilter{Session: a}, false},
		{PhotoFilter{Place: a}, false}, {PhotoFilter{Photographer: a}, false},
	} {
		if got := x.f.Match(&l); got != x.want {
			t.Errorf("%d: %+v is %v", i, x.f, got)
		}
		if x.f.IsZero() != (i == 0) {
			t.Errorf("%d: %+v counts %d", i, x.f, x.f.Count())
		}
	}
	bare := PhotoLine{}
	if f := (PhotoFilter{Untagged: true, Unhandled: true}); !f.Match(&bare) {
		t.Error("a picture nobody touched does not count as such")
	}
}

func TestAThumbnailFillsItsBoxFromTheMiddleOfThePicture(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	img := image.NewRGBA(image.Rect(0, 0, 90, 30)) // red, green, blue
	for x := range 90 {
		for y := range 30 {
			img.Set(x, y, []color.Color{color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}}[x/30])
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	ref, err := p.v.Team().PutFile(ctx, &b, "image/jpeg")
	if err != nil {
		t.Fatal(err)
	}
	broken, err := p.v.Team().PutFile(ctx, bytes.NewReader([]byte("no picture")), "image/jpeg")
	if err != nil {
		t.Fatal(err)
	}
	ids := putPhotos(t, p, 3, func(i int, o *feltbog.Photo) { o.Travel = []feltbog.BlobRef{ref, broken, {}}[i] })
	thumb, err := p.PhotoThumb(ctx, ids[0], 10, 10)
	if err != nil || thumb.Bounds().Dx() != 10 || thumb.Bounds().Dy() != 10 {
		t.Fatalf("%v, %v", thumb, err)
	}
	for _, x := range []int{1, 8} {
		if r, g, b, _ := thumb.At(x, 5).RGBA(); r>>8 > 40 || g>>8 < 215 || b>>8 > 40 {
			t.Errorf("at %d there is %v", x, thumb.At(x, 5))
		}
	}
	for i, want := range map[int]feltbog.Code{1: feltbog.EDamaged, 2: feltbog.EMissing} {
		if _, err := p.PhotoThumb(ctx, ids[i], 10, 10); feltbog.ErrorCode(err) != want {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func BenchmarkPhotos(b *testing.B) {
	p := newProject(b)
	const all = 100_000
	tags := make([]feltbog.ID, 40)
	for i := range tags {
		tags[i] = feltbog.NewID()
	}
	for from := 0; from < all; from += 5000 {
		err := p.act(context.Background(), "photo.edit", func(_ *vault.Space, w *store.Writer) error {
			for i := from; i < from+5000; i++ {
				o := &feltbog.Photo{Number: i + 1, Taken: feltbog.NewInstant(time.Unix(int64(1_700_000_000+i*60), 0)), Tags: []feltbog.ID{tags[i%40], tags[i%7]}}
				o.ID = feltbog.NewID()
				if err := w.Put(o); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, limit := range []int{400, 0} {
		b.Run(fmt.Sprint(limit), func(b *testing.B) {
			for b.Loop() {
				if _, err := p.Photos(context.Background(), limit); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
