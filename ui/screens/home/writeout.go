package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// WriteOutList is the sessions whose jottings wait to be written out, the one that waits longest first.
type WriteOutList struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[app.FieldHome]
	list *widgets.List[entry]
	note *widgets.Message
	none fyne.CanvasObject
	body fyne.CanvasObject
}

// NewWriteOut returns the list.
func NewWriteOut(host screen.Host, deps Deps) *WriteOutList {
	s := &WriteOutList{host: host, deps: deps, ctx: context.Background()}
	s.load.Run = host
	s.list = uikit.Name(widgets.NewList(68, func() fyne.CanvasObject { return newRow() }, func(o fyne.CanvasObject, e entry, _ int) { o.(*row).show(e) }), "home.waiting")
	s.list.Rules, s.list.Key = true, func(e entry) string { return e.ID.String() }
	s.list.Opened = func(i int) {
		host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: s.list.Rows()[i].ID, Part: screen.After})
	}
	s.note = widgets.NewMessage(widgets.Amber, "clock", i18n.T("home.writeout.late"), nil)
	s.note.Hide()
	s.none = widgets.NewEmpty("check", i18n.T("home.writeout.none"), nil)
	s.none.Hide()
	s.body = widgets.Pad(container.NewBorder(widgets.Pad(widgets.Column(theme.Gap12, widgets.Quiet(i18n.T("home.writeout.help")), s.note), 0, 0, theme.Gap12, 0), nil, nil, nil,
		container.NewStack(s.list, s.none)), theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	return s
}

// Title implements screen.Screen.
func (s *WriteOutList) Title() string { return i18n.T("home.writeout") }

// Content implements screen.Screen.
func (s *WriteOutList) Content() fyne.CanvasObject { return s.body }

// Shown implements screen.Screen.
func (s *WriteOutList) Shown(ctx context.Context, _ screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *WriteOutList) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.deps.FieldHome, func(h app.FieldHome, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		var rows []entry
		for i := len(h.Sessions) - 1; i >= 0; i-- {
			if h.Sessions[i].Waiting > 0 {
				rows = append(rows, entry{SessionRow: h.Sessions[i]})
			}
		}
		s.list.SetRows(rows)
		s.note.Hidden = !h.Late
		s.none.Hide()
		if len(rows) == 0 {
			s.none.Show()
		}
		s.body.Refresh()
		trace.Event("shown", "name", "writeout", "rows", len(rows))
	})
}
