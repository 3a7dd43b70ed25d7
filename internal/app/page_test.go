package app

import (
	"encoding/json"
	"testing"

	"feltbog/internal/feltbog"
)

func valueOf(p Page, field string) Value {
	for _, v := range p.Values {
		if v.Field == field {
			return v
		}
	}
	return Value{}
}

func TestAPageHoldsWhatIsFilledInAsPlainData(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	tag := putText(t, p, feltbog.KindTag, "name", "bus")
	photo := putText(t, p, feltbog.KindPhoto, "file_name", "a.jpg")
	r := putNote(t, p, "linje\nto", "tags", tag.ID.String(), "happened", "2025-03-13T15:00:00+01:00", "concern", "ja", "zone", "køkken", "photos", photo.ID.String())
	page, err := p.Page(ctx, r.Kind, r.ID)
	if err != nil || !page.Free || page.Title != "linje to" || len(page.Two) != 0 {
		t.Fatalf("%+v, %v", page, err)
	}
	if v := valueOf(page, "text"); v.As != AsLong || v.Text != "linje\nto" || !v.Write {
		t.Errorf("%+v", v)
	}
	if v := valueOf(page, "type"); v.As != AsChoice || v.Of != "note_type" || v.Choices[0] != "seen_heard" || v.Write {
		t.Errorf("%+v", v)
	}
	if v := valueOf(page, "tags"); v.As != AsRefs || len(v.Refs) != 1 || v.Refs[0].Title != "bus" || v.Refs[0].Kind != feltbog.KindTag {
		t.Errorf("%+v", v)
	}
	if v := valueOf(page, "happened"); v.As != AsMoment || v.Moment.Hour() != 15 {
		t.Errorf("%+v", v)
	}
	if v := valueOf(page, "concern"); v.As != AsYes || !v.Yes {
		t.Errorf("%+v", v)
	}
	if v := valueOf(page, "session"); v.Field != "" {
		t.Errorf("an empty field is shown: %+v", v)
	}
	row := putText(t, p, feltbog.KindPlanRow, "period", "Forår 2025")
	e := Edit{Kind: feltbog.KindPlanAction, Texts: []Setting{{"row", row.ID.String()}, {"text", "Møde"}},
		Fields: map[string]json.RawMessage{"dates": json.RawMessage(`["17. marts 2025"]`)}}
	a, err := p.Put(ctx, e)
	if err != nil {
		t.Fatal(err)
	}
	if page, err = p.Page(ctx, a.Kind, a.ID); err != nil || valueOf(page, "dates").As != AsDates || valueOf(page, "dates").Dates[0].Danish() != "17. marts 2025" {
		t.Errorf("%+v, %v", page, err)
	}
	if v := valueOf(page, "order"); v.Field != "" {
		t.Errorf("a position is shown: %+v", v)
	}
	if err := p.Delete(ctx, a.Kind, a.ID); err != nil {
		t.Fatal(err)
	}
	if page, err = p.Page(ctx, a.Kind, a.ID); err != nil || page.Status != Trashed || valueOf(page, "text").Write {
		t.Errorf("what is in the trash can be read and not written: %+v, %v", page, err)
	}
}

func TestAKindWithRulesOfItsOwnCannotBeWrittenOnItsPage(t *testing.T) {
	p := newProject(t)
	f, err := p.Facts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	page, err := p.Page(t.Context(), feltbog.KindMember, f.Member)
	if err != nil || page.Free || valueOf(page, "name").Write || valueOf(page, "role").Of != "member_role" {
		t.Errorf("%+v, %v", page, err)
	}
}

func TestARowOfAListIsOneLine(t *testing.T) {
	p := newProject(t)
	w, err := p.Put(t.Context(), Edit{Kind: feltbog.KindWorkshop, Texts: []Setting{{"title", "Første"}, {"agenda", `[{"minutes":15,"text":"Velkomst"}]`}}})
	if err != nil {
		t.Fatal(err)
	}
	page, err := p.Page(t.Context(), w.Kind, w.ID)
	if v := valueOf(page, "agenda"); err != nil || v.As != AsLines || len(v.Lines) != 1 || v.Lines[0] != "15 · Velkomst" {
		t.Errorf("%+v, %v", v, err)
	}
}
