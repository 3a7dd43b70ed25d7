package disclosures

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
)

// register is a list of lines and a bus.
type register struct {
	bus   app.Bus
	lines []app.DisclosureLine
	asked app.DisclosureQuery

	printed app.DisclosureQuery
	viewed  string
}

func (r *register) PrintDisclosures(_ context.Context, _ app.Desk, q app.DisclosureQuery, _ app.Say) (app.Printed, error) {
	r.printed = q
	return app.Printed{Path: "liste.pdf"}, nil
}

func (r *register) Bus() *app.Bus { return &r.bus }

func (r *register) Disclosures(_ context.Context, q app.DisclosureQuery) (app.DisclosurePage, error) {
	r.asked = q
	page := app.DisclosurePage{Total: len(r.lines)}
	for _, l := range r.lines {
		if strings.Contains(l.Title, q.Text) {
			if page.Found++; len(page.Lines) < q.Limit {
				page.Lines = append(page.Lines, l)
			}
		}
	}
	return page, nil
}

func (r *register) add(title string) {
	l := app.DisclosureLine{Disclosure: feltbog.Disclosure{Title: title, Recipient: "Styregruppen", Use: feltbog.UseReport, Refused: 2,
		Time: feltbog.NewInstant(time.Date(2025, 3, 27, 15, 0, 0, 0, time.UTC))}, People: []string{"B-07", "Å-02"}, By: "Ida"}
	l.ID = feltbog.NewID()
	r.lines = append(r.lines, l)
}

func shown(t *testing.T, r *register) (*screentest.Host, *Screen) {
	t.Helper()
	h := screentest.New(t)
	s := New(h, r, Desk{View: func(path string) error { r.viewed = path; return nil }}, func() {})
	h.Put(s, screen.Route{Place: screen.Share}, 1200, 800)
	return h, s
}

func TestAnEmptyRegisterSaysThatNothingLeft(t *testing.T) {
	_, s := shown(t, &register{})
	if !s.none.Visible() || s.find.Visible() || s.list.Visible() || i18n.T("empty.share") != "Intet er sendt ud af projektet." {
		t.Error("an empty register looks full")
	}
}

func TestALineSaysWhatToWhomForWhatAndByWhom(t *testing.T) {
	r := &register{}
	r.add("Afrapportering")
	h, s := shown(t, r)
	if s.none.Visible() || len(s.list.Rows()) != 1 {
		t.Fatalf("%+v", s.list.Rows())
	}
	got := meta(s.list.Rows()[0])
	for _, want := range []string{"27. marts 2025", "til Styregruppen", "rapport", "B-07, Å-02", "2 holdt tilbage", "Ida"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(h.Opened) != 1 || h.Opened[0].Kind != feltbog.KindDisclosure || h.Opened[0].ID != r.lines[0].ID {
		t.Errorf("%+v", h.Opened)
	}
}

func TestTheRegisterIsSearched(t *testing.T) {
	r := &register{}
	r.add("Afrapportering")
	r.add("Kort til fællestolkning")
	h, s := shown(t, r)
	s.find.SetText("fælles")
	h.Drain()
	if r.asked.Text != "fælles" || len(s.list.Rows()) != 1 {
		t.Errorf("%+v", s.list.Rows())
	}
	s.find.SetText("zebra")
	h.Drain()
	if !s.miss.Visible() || !strings.Contains(s.miss.Text, "zebra") || s.none.Visible() {
		t.Error("a search that finds nothing says that nothing ever left, or says nothing")
	}
}

func TestALongRegisterIsShownPieceByPiece(t *testing.T) {
	r := &register{}
	for i := range piece + 3 {
		r.add(fmt.Sprint("Paper ", i))
	}
	h, s := shown(t, r)
	if len(s.list.Rows()) != piece || !s.more.Visible() {
		t.Fatalf("%d rows", len(s.list.Rows()))
	}
	s.more.Tapped(nil)
	h.Drain()
	if len(s.list.Rows()) != piece+3 || s.more.Visible() {
		t.Errorf("%d rows", len(s.list.Rows()))
	}
}

func TestTheLinesThatAreFoundArePrinted(t *testing.T) {
	r := &register{}
	h, s := shown(t, r)
	if s.print.Visible() {
		t.Error("an empty register can be printed")
	}
	r.add("Til B-07")
	s.reload()
	h.Drain()
	s.find.SetText("B-07")
	h.Drain()
	s.print.Tap()
	h.Drain()
	if r.printed.Text != "B-07" || r.printed.Limit != 0 || r.viewed != "liste.pdf" || len(h.Said) != 1 {
		t.Errorf("%+v %q %q", r.printed, r.viewed, h.Said)
	}
}
