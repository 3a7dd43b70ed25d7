package search

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// only lists the kinds that the filters let through; none when no filter is on.
func (s *Search) only() (only []feltbog.Kind, on int) {
	for _, f := range s.filters {
		if f.tag.State == widgets.TagOn {
			only, on = append(only, f.kinds...), on+1
		}
	}
	return only, on
}

// look asks for what the field and the filters say now; the answer to an earlier question is dropped.
func (s *Search) look() {
	text := s.field.Text
	only, filters := s.only()
	if strings.TrimSpace(text) == "" { // nothing is looked for, so nothing is held back
		only = nil
	}
	s.load.Load(s.ctx, s.search(text, only), func(f found, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(f, filters)
	})
}

// show puts an answer in the list.
func (s *Search) show(f found, filters int) {
	s.list.GoTo(-1)
	s.list.SetRows(f.rows)
	for i, r := range f.rows {
		if !r.head {
			s.list.GoTo(i)
			break
		}
	}
	asked := strings.TrimSpace(f.asked) != ""
	switch {
	case !asked:
		s.foot.SetText("")
	case f.more:
		s.foot.SetText(i18n.T("search.first", "n", i18n.Number(f.n)))
	default:
		s.foot.SetText(i18n.N("search.found", f.n))
	}
	s.cards.Hidden = s.Lay == nil || !slices.ContainsFunc(f.rows, func(r row) bool { return !r.head && layable[r.Kind] })
	s.empty.Objects = nil
	if f.n == 0 {
		s.empty.Objects = []fyne.CanvasObject{s.nothing(f.asked, filters)}
	}
	s.list.Hidden = f.n == 0
	s.empty.Refresh()
	s.list.Refresh()
	trace.Event("results", "n", f.n)
}

// nothing says why there is nothing to see, and what to try.
func (s *Search) nothing(asked string, filters int) fyne.CanvasObject {
	asked = strings.TrimSpace(asked)
	switch {
	case asked == "":
		return widgets.NewEmpty("search", i18n.T("search.begin"), nil)
	case filters > 0:
		clear := uikit.Name(widgets.NewButton(i18n.N("search.clear", filters), "x", s.clear), "search.clear")
		return widgets.NewEmpty("search", i18n.T("search.nothing.filtered", "text", asked), clear)
	}
	return widgets.NewEmpty("search", i18n.T("search.nothing", "text", asked), nil)
}

// toggle turns a filter on or off.
func (s *Search) toggle(f *filter) {
	if f.tag.State == widgets.TagOn {
		f.tag.SetState(widgets.TagOff)
	} else {
		f.tag.SetState(widgets.TagOn)
	}
	s.look()
}

// clear turns all filters off.
func (s *Search) clear() {
	for _, f := range s.filters {
		f.tag.SetState(widgets.TagOff)
	}
	s.look()
	s.host.Window().Canvas().Focus(s.field)
}

// keyed moves in what was found while the field has the focus.
func (s *Search) keyed(e *fyne.KeyEvent, mod fyne.KeyModifier) bool {
	if e.Name == fyne.KeyK && mod == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
		s.lay()
		return true
	}
	if mod != 0 && mod != fyne.KeyModifierShift { // with Shift more than one is chosen
		return false
	}
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		s.list.TypedKey(e)
		s.list.Refresh()
		return true
	}
	return false
}

// open goes to the thing of a row.
func (s *Search) open(i int) {
	rows := s.list.Rows()
	if i >= len(rows) || rows[i].head {
		return
	}
	h := rows[i].Heading
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, h.Kind, h.ID) }, nil)
	s.host.CloseDialog()
	s.host.Open(screen.To(h))
}

// layable are the kinds that cards are made of.
var layable = map[feltbog.Kind]bool{feltbog.KindNoteBlock: true, feltbog.KindAnswer: true, feltbog.KindExcerpt: true, feltbog.KindPhoto: true, feltbog.KindPhotoTalk: true}

// lay puts the rows that are selected, or the one in front, into a joint interpretation.
func (s *Search) lay() {
	if s.Lay == nil {
		return
	}
	rows, at := s.list.Rows(), s.list.Selected()
	if len(at) == 0 {
		at = []int{s.list.At()}
	}
	var items []app.GateItem
	for _, i := range at {
		if i >= 0 && i < len(rows) && !rows[i].head && layable[rows[i].Kind] {
			items = append(items, app.GateItem{Kind: rows[i].Kind, ID: rows[i].ID})
		}
	}
	s.host.CloseDialog()
	s.Lay(items)
}
