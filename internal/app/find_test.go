package app

import (
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

func putText(t *testing.T, p *Project, kind feltbog.Kind, fields ...string) Record {
	t.Helper()
	e := Edit{Kind: kind}
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == "id" {
			id, err := feltbog.ParseID(fields[i+1])
			if err != nil {
				t.Fatal(err)
			}
			e.ID = id
			continue
		}
		e.Texts = append(e.Texts, Setting{fields[i], fields[i+1]})
	}
	r, err := p.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func putNote(t *testing.T, p *Project, text string, more ...string) Record {
	t.Helper()
	return putText(t, p, feltbog.KindNoteBlock, append([]string{"type", "seen_heard", "layer", "jotting", "text", text}, more...)...)
}

func heading(t *testing.T, p *Project, r Record) Heading {
	t.Helper()
	h, err := p.Heading(t.Context(), r.Kind, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestEveryKindHasAPlaceInTheWindow(t *testing.T) {
	for _, s := range feltbog.Schemas() {
		if PlaceOf(s.Kind) == "" {
			t.Errorf("%s has no place", s.Kind)
		}
	}
}

func TestARecordIsNamedByItsNameItsTextOrWhatItBelongsTo(t *testing.T) {
	p := newProject(t)
	long := strings.Repeat("Bussen kører ikke længere forbi. ", 12)
	note := putNote(t, p, "Første linje\n\t og  anden")
	photo := putText(t, p, feltbog.KindPhoto, "file_name", "bænken.jpg", "taken", "2025-03-13T15:00:00+01:00")
	for _, c := range []struct {
		name  string
		rec   Record
		title string
		place Place
	}{
		{"a place", putPlace(t, p, "Torvet på Ærø"), "Torvet på Ærø", InField},
		{"a note", note, "Første linje og anden", InField},
		{"a photo without a title", photo, "bænken.jpg", InPhotos},
		{"a photo with one", putText(t, p, feltbog.KindPhoto, "file_name", "b.jpg", "participant_title", "Min bænk"), "Min bænk", InPhotos},
		{"a region of a photo", putText(t, p, feltbog.KindRegion, "photo", photo.ID.String(), "type", "person", "shape", "rect", "w", "0.5", "h", "0.5"), "bænken.jpg", InPhotos},
		{"an unnamed session", putText(t, p, feltbog.KindSession, "type", "meeting"), "", InField},
	} {
		if h := heading(t, p, c.rec); h.Title != c.title || h.Place != c.place || h.Kind != c.rec.Kind || h.Status != Present {
			t.Errorf("%s: %+v", c.name, h)
		}
	}
	if h := heading(t, p, putNote(t, p, long)); len([]rune(h.Title)) > titleLength+2 || !strings.HasSuffix(h.Title, " …") || !strings.HasPrefix(h.Title, "Bussen kører") {
		t.Errorf("a long text: %q", h.Title)
	}
	if h := heading(t, p, photo); h.When.Danish() != "13. marts 2025" {
		t.Errorf("when: %s", h.When)
	}
	if h, err := p.Heading(t.Context(), feltbog.KindPlace, feltbog.NewID()); err != nil || h.Status != Gone || h.Title != "" {
		t.Errorf("a record that is not there: %+v, %v", h, err)
	}
}

func TestFindTellsTitleAndPlaceOfEachHit(t *testing.T) {
	p := newProject(t)
	place := putPlace(t, p, "Busstoppestedet")
	note := putNote(t, p, "De venter på busser, der ikke kommer. Der er "+strings.Repeat("mange, mange ", 40)+"busser i byen.")
	putText(t, p, feltbog.KindTag, "name", "transport")
	found, err := p.Find(t.Context(), Query{Text: "bus", AsYouType: true})
	if err != nil || len(found.Hits) != 2 || found.More {
		t.Fatalf("%+v, %v", found, err)
	}
	if h := found.Hits[0]; h.ID != note.ID || !strings.HasPrefix(h.Title, "De venter på busser") || h.Place != InField || len(h.Marks) == 0 ||
		h.Snippet[h.Marks[0].Start:h.Marks[0].End] != "busser" {
		t.Errorf("%+v", h)
	}
	if h := found.Hits[1]; h.ID != place.ID || h.Title != "Busstoppestedet" {
		t.Errorf("%+v", h)
	}
	found, err = p.Find(t.Context(), Query{Text: "bus", AsYouType: true, Limit: 1})
	if err != nil || len(found.Hits) != 1 || !found.More {
		t.Errorf("one at most: %+v, %v", found, err)
	}
	found, err = p.Find(t.Context(), Query{Text: "bus", AsYouType: true, Kinds: []feltbog.Kind{feltbog.KindPlace}})
	if err != nil || len(found.Hits) != 1 || found.Hits[0].ID != place.ID {
		t.Errorf("places only: %+v, %v", found, err)
	}
	if err := p.Delete(t.Context(), place.Kind, place.ID); err != nil {
		t.Fatal(err)
	}
	if found, err = p.Find(t.Context(), Query{Text: "Busstoppestedet"}); err != nil || len(found.Hits) != 0 {
		t.Errorf("what is in the trash is not found: %+v, %v", found, err)
	}
}

func TestWhatWasOpenedLastIsRememberedWhileItIsThere(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	first, second := putPlace(t, p, "Torvet"), putNote(t, p, "en note")
	for _, r := range []Record{first, second, first} {
		if err := p.Visit(ctx, r.Kind, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	got, err := p.Recent(ctx)
	if err != nil || len(got) != 2 || got[0].Title != "Torvet" || got[1].ID != second.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	if err := p.Delete(ctx, first.Kind, first.ID); err != nil {
		t.Fatal(err)
	}
	if got, err = p.Recent(ctx); err != nil || len(got) != 1 || got[0].ID != second.ID {
		t.Errorf("%+v, %v", got, err)
	}
	for range 20 {
		r := putNote(t, p, "endnu en")
		if err := p.Visit(ctx, r.Kind, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got, err = p.Recent(ctx); err != nil || len(got) != recentMost {
		t.Errorf("%d, %v", len(got), err)
	}
}
