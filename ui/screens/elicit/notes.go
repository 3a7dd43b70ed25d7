package elicit

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// notes is what is said and noted about the picture on screen, and the field in which that is written. Each letter is in
// the vault a moment later.
type notes struct {
	s     *Screen
	list  *widgets.List[said]
	below *fyne.Container
	field *widgets.Entry
	about *widgets.Text
	kinds map[feltbog.NoteType]*widgets.Button
	belong,
	wait *widgets.Text

	draft   feltbog.NoteBlock // that is written
	there   bool              // it is in the vault
	filling bool
}

// said is one note of the list.
type said struct {
	note   feltbog.NoteBlock
	prompt string   // the word of its question
	spots  []string // the numbers of the spots that it is about
}

// quick are the kinds that have a button; the others are reached by their keys.
var quick = []feltbog.NoteType{feltbog.SeenHeard, feltbog.QuoteVerbatim, feltbog.Wonder}

var kindIcons = map[feltbog.NoteType]string{
	feltbog.SeenHeard: "eye", feltbog.QuoteVerbatim: "quote", feltbog.Wonder: "wonder", feltbog.MethodNote: "metode",
	feltbog.OwnFeeling: "feeling", feltbog.ActionNeeded: "action", feltbog.QuoteMemory: "recall",
}

func newNotes(s *Screen) *notes {
	n := &notes{s: s, about: widgets.Label(""), kinds: map[feltbog.NoteType]*widgets.Button{}, belong: widgets.Quiet("").Ellipsis(), wait: widgets.Quiet(i18n.T("elicit.begin.first"))}
	n.list = uikit.Name(widgets.NewList(52, func() fyne.CanvasObject { return newNoteRow() }, func(o fyne.CanvasObject, one said, _ int) { o.(*noteRow).show(one) }), "elicit.notes")
	n.list.Grow, n.list.Rules = true, true
	n.list.Key = func(o said) string { return o.note.ID.String() }
	n.list.Opened = func(i int) { n.edit(n.list.Rows()[i].note) }
	n.list.Menu = func(i int) []widgets.MenuItem { return n.menu(n.list.Rows()[i].note) }
	n.field = uikit.Name(widgets.NewTextArea(i18n.T("elicit.note.prompt"), 2), "elicit.note")
	n.field.OnChanged = n.typed
	n.field.Enter = func() {
		n.finish()
		n.show()
	}
	kinds := widgets.Row(theme.Gap8)
	for _, k := range quick {
		b := uikit.Name(widgets.NewButton(i18n.T("elicit.kind."+string(k)), kindIcons[k], func() { n.setKind(k) }), "elicit.kind."+string(k))
		n.kinds[k] = b
		kinds.Add(b)
	}
	n.belong.Align = fyne.TextAlignTrailing
	n.below = widgets.Column(theme.Gap8, n.wait, n.about, n.field, container.NewBorder(nil, nil, kinds, nil, container.New(shy{n.belong}, widgets.Pad(widgets.Column(0, n.belong), theme.Gap12, 0, 0, theme.Gap8))))
	n.draft.Type = feltbog.QuoteVerbatim
	return n
}

// fresh begins another note of the same kind.
func (n *notes) fresh() {
	kind := n.draft.Type
	n.draft, n.there = feltbog.NoteBlock{Type: kind}, false
	n.fill("")
}

func (n *notes) fill(text string) {
	n.filling = true
	n.field.SetText(text)
	n.filling = false
}

// show lists what is said about the picture.
func (n *notes) show() {
	s := n.s
	o := s.now()
	var rows []said
	if o != nil {
		spots := map[feltbog.ID]string{}
		for i, r := range s.left.regions() {
			spots[r.ID] = i18n.Number(i + 1)
		}
		for _, note := range s.page.About(o.Photo.ID) {
			one := said{note: note}
			if p := s.promptOf(note.Prompt); p != nil {
				one.prompt = p.Short
			}
			for _, id := range note.Regions {
				if at := spots[id]; at != "" {
					one.spots = append(one.spots, at)
				}
			}
			if note.ID != n.draft.ID {
				rows = append(rows, one)
			}
		}
	}
	n.list.SetRows(rows)
	can := s.talking() && o != nil
	n.wait.Hidden = s.talking()
	for _, w := range []fyne.CanvasObject{n.about, n.field} {
		if can {
			w.Show()
		} else {
			w.Hide()
		}
	}
	for k, b := range n.kinds {
		b.Style = widgets.PlainStyle
		if k == n.draft.Type {
			b.Style = widgets.Primary
		}
		b.Enable(can)
		b.Refresh()
	}
	if o != nil {
		n.about.SetText(i18n.T("elicit.note.to", "kind", i18n.T("session.kind."+string(n.draft.Type)), "title", titleOf(&o.Photo)))
		at, _ := s.console.Count()
		n.belong.SetText(i18n.T("elicit.note.belongs", "n", i18n.Number(at)))
	}
	n.below.Refresh()
}

// typed keeps what is written, from its first letter on.
func (n *notes) typed(text string) {
	s := n.s
	if n.filling || !s.talking() || s.now() == nil {
		return
	}
	if n.draft.ID.IsZero() {
		if !filled(text) {
			return
		}
		kind, spots := n.draft.Type, n.draft.Regions
		n.draft = feltbog.NoteBlock{Session: s.page.Session.ID, Type: kind, Photos: []feltbog.ID{s.console.At()}, Prompt: s.prompt, Regions: spots}
		n.draft.ID = feltbog.NewID()
		if w := s.page.Series.Who; w != nil {
			n.draft.Participants = []feltbog.ID{w.ID}
			if kind.Quotes() {
				n.draft.Speaker = w.ID
			}
		}
	}
	n.there = true
	w := app.Written{ID: n.draft.ID, Fill: n.draft, Text: text}
	s.keep.Later(w.ID, func(ctx context.Context) error { return s.deps.TypeNote(ctx, w) }, func() {
		trace.Event("kept", "id", w.ID.String(), "runes", len([]rune(text)))
	})
}

// finish ends the note that is written. One whose words were all taken away goes into the trash.
func (n *notes) finish() {
	s := n.s
	if !n.there {
		return
	}
	id, empty := n.draft.ID, !filled(n.field.Text)
	s.keep.Then(func(ctx context.Context) error {
		if err := s.deps.Settle(ctx); err != nil || !empty {
			return err
		}
		return s.deps.DeleteNote(ctx, id)
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindNoteBlock), "id", id.String())
		s.reload()
	})
	n.fresh()
}

// edit takes a note up again.
func (n *notes) edit(note feltbog.NoteBlock) {
	n.finish()
	n.draft, n.there = note, true
	n.fill(note.Text)
	n.show()
	n.write()
}

// write goes to the field.
func (n *notes) write() {
	if n.s.mode == talk && n.s.talking() && n.s.now() != nil {
		n.s.host.Window().Canvas().Focus(n.field)
	}
}

// notes0 goes from the title to the field.
func (s *Screen) notes0() { s.notes.write() }

// written is the note that is written, once it is in the vault.
func (n *notes) written() feltbog.ID {
	if !n.there {
		return feltbog.ID{}
	}
	return n.draft.ID
}

// pointed binds a spot to the note that is written, or that is begun next.
func (n *notes) pointed(region feltbog.ID) {
	n.draft.Regions = append(slices.Clone(n.draft.Regions), region)
}

// setKind says of what kind the note is that is written.
func (n *notes) setKind(k feltbog.NoteType) {
	s := n.s
	n.draft.Type = k
	if n.there {
		id, who := n.draft.ID, s.page.Series.Who
		s.keep.Then(func(ctx context.Context) error {
			return s.deps.EditNote(ctx, id, func(o *feltbog.NoteBlock) {
				o.Type, o.Speaker = k, feltbog.ID{}
				if k.Quotes() && who != nil {
					o.Speaker = who.ID
				}
			})
		}, nil)
	}
	n.show()
	n.write()
}

func (n *notes) menu(note feltbog.NoteBlock) []widgets.MenuItem {
	return []widgets.MenuItem{
		{Text: i18n.T("elicit.note.edit"), Icon: "edit", Tap: func() { n.edit(note) }},
		{Text: i18n.T("elicit.note.delete"), Icon: "trash", Danger: true, Tap: func() {
			n.s.keep.Then(func(ctx context.Context) error { return n.s.deps.DeleteNote(ctx, note.ID) }, func() {
				n.s.host.Say(i18n.T("elicit.note.deleted"))
				n.s.reload()
			})
		}},
	}
}

// noteRow is a line of the list: under which question, of what kind, the words, the spots.
type noteRow struct {
	widget.BaseWidget
	prompt *widgets.Text
	kind   *widgets.Chip
	words  *widgets.Text
	spot   *widgets.Chip
	root   *fyne.Container
}

func newNoteRow() *noteRow {
	r := &noteRow{prompt: widgets.Quiet("").Ellipsis(), kind: widgets.NewChip("", widgets.Neutral, "quote"), words: widgets.NewText("", theme.Read, theme.Ink), spot: widgets.NewChip("", widgets.Accent, "pin")}
	r.kind.Bare = true
	r.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Row(theme.Gap8, widgets.AtLeast(r.prompt, 76, 0), r.kind), widgets.Row(0, r.spot), r.words), theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap4)
	r.ExtendBaseWidget(r)
	return r
}

func (r *noteRow) show(o said) {
	r.prompt.SetText(o.prompt)
	r.kind.Set("", widgets.Neutral, kindIcons[o.note.Type])
	text := o.note.Text
	if o.note.Type.Quotes() {
		text = "»" + text + "«"
	}
	r.words.Style.Italic = o.note.Type == feltbog.Wonder
	r.words.SetText(text)
	r.spot.Hidden = len(o.spots) == 0
	if !r.spot.Hidden {
		r.spot.Set(i18n.T("elicit.spot", "n", strings.Join(o.spots, ", ")), widgets.Accent, "pin")
	}
	r.root.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *noteRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }
