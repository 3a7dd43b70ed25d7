package rights

import (
	"context"
	"testing"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// form remembers what was settled.
type form struct {
	now  app.PhotoRights
	kept feltbog.Photo
	seen []feltbog.DepictedPerson
	says error
}

func (f *form) PhotoRights(context.Context, feltbog.ID) (app.PhotoRights, error) { return f.now, nil }
func (f *form) SessionChoices(context.Context) (app.SessionChoices, error) {
	return app.SessionChoices{}, nil
}
func (f *form) SettleRights(_ context.Context, _ feltbog.ID, change func(*feltbog.Photo), seen []feltbog.DepictedPerson) error {
	if f.says == nil {
		change(&f.kept)
		f.seen = seen
	}
	return f.says
}

func TestRightsAreFilledInPersonByPersonAndWhatIsRefusedIsSaid(t *testing.T) {
	h := screentest.New(t)
	old := feltbog.DepictedPerson{Status: feltbog.DepictedConsent, CardNumber: "S-001", Uses: []feltbog.Use{feltbog.UseReport}}
	old.ID = feltbog.NewID()
	f := &form{now: app.PhotoRights{Photo: feltbog.Photo{Number: 3, Children: feltbog.No}, Depicted: []feltbog.DepictedPerson{old}, Open: []app.RightsGap{app.GapPerson}}}
	Show(h, f, feltbog.NewID())
	h.Drain()
	if len(h.Dialogs) != 1 {
		t.Fatal("nothing is shown")
	}
	tap := func(name string) {
		t.Helper()
		b, ok := uikit.Find(name).(*widgets.Button)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		b.Tap()
		h.Drain()
	}
	tap("rights.add")
	uikit.Find("rights.status.2").(*widgets.Select).SetSelected(string(feltbog.DepictedReasoned))
	uikit.Find("rights.reason.2").(*widgets.Entry).SetText("Ses bagfra, langt væk")
	uikit.Find("rights.owner").(*widgets.Entry).SetText(" B-07 ")
	f.says = feltbog.Errorf(feltbog.EInvalid, "series.again", "no")
	tap("rights.keep")
	if len(h.Dialogs) != 1 || f.seen != nil {
		t.Error("what was refused went away")
	}
	f.says = nil
	tap("rights.keep")
	if len(h.Dialogs) != 0 || f.kept.Owner != "B-07" || f.kept.Children != feltbog.No {
		t.Errorf("%d dialogs, %+v", len(h.Dialogs), f.kept)
	}
	if len(f.seen) != 2 || f.seen[0].ID != old.ID || f.seen[0].CardNumber != "S-001" || len(f.seen[0].Uses) != 1 || f.seen[1].Status != feltbog.DepictedReasoned || f.seen[1].Reason == "" {
		t.Errorf("%+v", f.seen)
	}
	Show(h, f, feltbog.NewID())
	h.Drain()
	tap("rights.remove.1")
	tap("rights.keep")
	if len(f.seen) != 0 {
		t.Errorf("%+v", f.seen)
	}
}
