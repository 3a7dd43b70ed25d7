package elicit

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// answer is one of the long fields of a conversation about a picture.
type answer struct {
	name string
	of   func(*feltbog.PhotoTalk) *string
}

// answers lists them in the order in which they are asked.
var answers = []answer{
	{"see", func(t *feltbog.PhotoTalk) *string { return &t.See }},
	{"happening", func(t *feltbog.PhotoTalk) *string { return &t.Happening }},
	{"our_lives", func(t *feltbog.PhotoTalk) *string { return &t.OurLives }},
	{"why", func(t *feltbog.PhotoTalk) *string { return &t.Why }},
	{"educate", func(t *feltbog.PhotoTalk) *string { return &t.Educate }},
	{"can_do", func(t *feltbog.PhotoTalk) *string { return &t.CanDo }},
	{"outside", func(t *feltbog.PhotoTalk) *string { return &t.Outside }},
}

// answersHigh is how high the fields of the form are at most.
const answersHigh = 460

// answer writes the answers about the picture together, as one does after the conversation. Each may be left out.
func (s *Screen) answer() {
	o := s.now()
	if o == nil || !s.talking() {
		s.host.Say(i18n.T("elicit.begin.first"))
		return
	}
	session, set, photo := s.page.Session.ID, s.id, o.Photo.ID
	talk := s.page.Talks[photo]
	fields, entries := widgets.Column(theme.Gap12), make([]*widgets.Entry, len(answers))
	for i, a := range answers {
		e := uikit.Name(widgets.NewTextArea("", 2), "elicit.answer."+a.name)
		e.SetText(*a.of(&talk))
		entries[i] = e
		fields.Add(widgets.Field(i18n.FieldName(a.name), e, ""))
	}
	verbatim := uikit.Name(widgets.NewCheck(i18n.T("elicit.answers.verbatim", "who", s.who()), talk.Verbatim, nil), "elicit.answer.verbatim")
	high := min(answersHigh, s.host.Window().Canvas().Size().Height-260)
	keep := uikit.Name(widgets.NewPrimary(i18n.T("elicit.answers.keep"), "check", func() {
		words := make([]string, len(entries))
		for i, e := range entries {
			words[i] = strings.TrimSpace(e.Text)
		}
		exact := verbatim.On()
		s.host.CloseDialog()
		s.keep.Then(func(ctx context.Context) error {
			return s.deps.TalkAbout(ctx, session, set, photo, func(t *feltbog.PhotoTalk) {
				for i, a := range answers {
					*a.of(t) = words[i]
				}
				t.Verbatim = exact
			})
		}, func() {
			trace.Event("saved", "kind", string(feltbog.KindPhotoTalk))
			s.reload()
		})
	}), "elicit.answers.keep")
	s.host.Show(screen.Dialog{Name: "elicit.answers", Title: i18n.T("elicit.answers.title", "title", titleOf(&o.Photo)), Width: 720, First: entries[0],
		Content: widgets.Column(theme.Gap12, widgets.Quiet(i18n.T("elicit.answers.help")), widgets.AtLeast(container.NewVScroll(widgets.Pad(fields, 2, theme.Gap16, 2, 2)), 0, high), verbatim),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("elicit.stop"), "", s.host.CloseDialog), keep}})
}

// answered shows what was answered about a picture; the participant's own words stand with the participant's.
func answered(talks []feltbog.PhotoTalk, theirs, ours *fyne.Container) {
	for i := range talks {
		t := &talks[i]
		for _, a := range answers {
			text := *a.of(t)
			switch {
			case !filled(text):
			case t.Verbatim:
				theirs.Add(widgets.Column(0, widgets.Quiet(i18n.FieldName(a.name)), widgets.NewText(i18n.T("photos.quote", "text", text), theme.Read, theme.Ink)))
				theirs.Show()
			default:
				ours.Add(widgets.Column(0, widgets.Quiet(i18n.FieldName(a.name)), widgets.NewText(text, theme.Read, theme.Ink2)))
				ours.Show()
			}
		}
	}
}
