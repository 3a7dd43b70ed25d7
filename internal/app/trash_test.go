package app

import (
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

func trash(t *testing.T, p *Project, q TrashQuery) Trash {
	t.Helper()
	got, err := p.Trash(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTheTrashTellsWhoDeletedAndGivesBack(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	first, second := putPlace(t, p, "Torvet"), putNote(t, p, "en note")
	for _, r := range []Record{first, second} {
		if err := p.Delete(ctx, r.Kind, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	got := trash(t, p, TrashQuery{})
	if got.Total != 2 || len(got.Items) != 2 || got.Kinds[feltbog.KindPlace] != 1 || !got.MayErase {
		t.Fatalf("%+v", got)
	}
	if i := got.Items[0]; i.ID != second.ID || i.Title != "en note" || i.Name != "Bærbar 1" || i.At.IsZero() || i.Status != Trashed || i.Others != 0 {
		t.Errorf("the last deleted stands first: %+v", i)
	}
	if only := trash(t, p, TrashQuery{Kind: feltbog.KindPlace}); len(only.Items) != 1 || only.Items[0].ID != first.ID || only.Total != 2 {
		t.Errorf("%+v", only)
	}
	back, err := p.Restore(ctx, first.Kind, first.ID)
	if err != nil || len(back) != 1 || back[0].Title != "Torvet" || back[0].Status != Present {
		t.Errorf("%+v, %v", back, err)
	}
	if got := trash(t, p, TrashQuery{}); got.Total != 1 || got.Items[0].ID != second.ID {
		t.Errorf("%+v", got)
	}
	if _, err := p.Restore(ctx, first.Kind, first.ID); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Errorf("what is there already: %v", err)
	}
	if s, err := p.Undo(ctx); err != nil || s.Action != "place.restore" || s.Title != "Torvet" {
		t.Errorf("%+v, %v", s, err)
	}
	if got := trash(t, p, TrashQuery{}); got.Total != 2 {
		t.Errorf("%+v", got)
	}
	if err := p.Erase(ctx, first.Kind, first.ID, "ønsket"); err != nil {
		t.Fatal(err)
	}
	if got := trash(t, p, TrashQuery{}); got.Total != 1 {
		t.Errorf("%+v", got)
	}
}

func TestWhatWasDeletedTogetherComesBackTogether(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	row := putText(t, p, feltbog.KindPlanRow, "period", "Forår 2025")
	action := putText(t, p, feltbog.KindPlanAction, "row", row.ID.String(), "text", "Indledende møde")
	other := putText(t, p, feltbog.KindPlanAction, "row", row.ID.String(), "text", "Etnoraid")
	if err := p.Delete(ctx, other.Kind, other.ID); err != nil {
		t.Fatal(err)
	}
	team := p.v.Team()
	_, err := p.v.Do(ctx, store.Action{Name: "plan_row.delete"}, vault.Work{team: func(w *store.Writer) error {
		if err := w.Delete(row.ID); err != nil {
			return err
		}
		return w.Delete(action.ID)
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := trash(t, p, TrashQuery{})
	if got.Total != 3 || got.Items[0].Others != 1 || got.Items[2].Others != 0 {
		t.Errorf("%+v", got.Items)
	}
	back, err := p.Restore(ctx, action.Kind, action.ID)
	if err != nil || len(back) != 2 || back[0].ID != action.ID || back[1].ID != row.ID {
		t.Errorf("%+v, %v", back, err)
	}
	// An action cannot do without its row, whoever deleted that.
	if err := p.Delete(ctx, row.Kind, row.ID); err != nil {
		t.Fatal(err)
	}
	if back, err = p.Restore(ctx, other.Kind, other.ID); err != nil || len(back) != 2 || back[1].ID != row.ID {
		t.Errorf("%+v, %v", back, err)
	}
	if got := trash(t, p, TrashQuery{}); got.Total != 0 {
		t.Errorf("%+v", got.Items)
	}
}
