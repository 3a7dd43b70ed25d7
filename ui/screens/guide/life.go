package guide

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// nextText names what comes next in the life of the guide, "" for nothing.
func (s *Screen) nextText() string {
	switch {
	case !s.there || s.at.Part != "":
		return ""
	case s.page.frozen():
		return i18n.T("guide.next.draft")
	case s.page.state == feltbog.GuideDraft:
		return i18n.T("guide.next.review")
	case s.page.state == feltbog.GuideQualified:
		return i18n.T("guide.next.use")
	}
	return ""
}

// next does it.
func (s *Screen) next() {
	switch {
	case s.page.frozen():
		s.newDraft()
	case s.page.state == feltbog.GuideQualified:
		s.use()
	default:
		s.openReview()
	}
}

func (s *Screen) openPart(part string) {
	s.settle()
	s.host.Open(screen.Route{Place: screen.Field, Kind: s.at.Kind, ID: s.at.ID, Part: part})
}

func (s *Screen) openReview() { s.openPart(PartReview) }

func (s *Screen) openCompare() { s.openPart(PartCompare) }

// use freezes the draft as the version that sessions ask by.
func (s *Screen) use() {
	id := s.page.guide.ID
	s.then(func(ctx context.Context) error {
		_, err := s.deps.UseGuide(ctx, id, "")
		return err
	}, func() {
		s.host.Say(i18n.T("guide.used.now"))
		trace.Event("guide.state", "state", string(feltbog.GuideInUse))
		s.reload()
	})
}

// closeVersion says that no more sessions are to ask by a version, or takes it into use again.
func (s *Screen) closeVersion() {
	id, again := s.page.version.ID, s.page.state == feltbog.GuideClosed
	s.then(func(ctx context.Context) error {
		if again {
			return s.deps.ReopenVersion(ctx, id)
		}
		return s.deps.CloseVersion(ctx, id)
	}, func() {
		if again {
			s.host.Say(i18n.T("guide.used.now"))
		} else {
			s.host.Say(i18n.T("guide.closed"))
		}
		s.reload()
	})
}

// newDraft makes the draft what the version that is shown is, and goes there. When the draft was changed since, that is
// asked for first; undo gives it back.
func (s *Screen) newDraft() {
	v := *s.page.version
	begin := func() {
		s.then(func(ctx context.Context) error {
			_, err := s.deps.NewDraft(ctx, v.ID)
			return err
		}, func() {
			s.host.Say(i18n.T("guide.drafted", "n", i18n.Number(v.Number)))
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: v.Guide})
		})
	}
	open := func() { s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: v.Guide}) }
	s.host.Show(screen.Dialog{Name: "draft", Title: i18n.T("guide.next.draft"), Content: widgets.Plain(i18n.T("guide.draft.ask", "n", i18n.Number(v.Number))),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewButton(i18n.T("guide.draft.open"), "", func() { s.host.CloseDialog(); open() }), "guide.draft.open"),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.draft.do", "n", i18n.Number(v.Number)), "", func() { s.host.CloseDialog(); begin() }), "guide.draft.do")}})
}

// copy makes another guide of this one and goes there.
func (s *Screen) copy() {
	name := uikit.Name(widgets.NewEntry(""), "guide.copy.name")
	name.SetText(i18n.T("guide.copy.named", "name", s.page.name()))
	id := s.page.guide.ID
	done := func() {
		text := strings.TrimSpace(name.Text)
		if text == "" {
			s.host.Window().Canvas().Focus(name)
			return
		}
		s.host.CloseDialog()
		var made feltbog.ID
		s.then(func(ctx context.Context) (err error) {
			made, err = s.deps.CopyGuide(ctx, id, text)
			return err
		}, func() {
			s.host.Say(i18n.T("guide.copied"))
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: made})
		})
	}
	name.Enter = done
	s.host.Show(screen.Dialog{Name: "copy", Title: i18n.T("guide.copy"), First: name, Content: widgets.Field(i18n.FieldName("name"), widgets.Tall(name), ""),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.copy.do"), "", done), "guide.copy.do")}})
}

// deleteGuide puts the guide into the trash. Its versions and what was answered stay.
func (s *Screen) deleteGuide() {
	id := s.page.guide.ID
	s.host.Show(screen.Dialog{Name: "delete", Title: i18n.T("guide.delete"), Content: widgets.Plain(i18n.T("guide.delete.ask", "name", s.page.guide.Name)),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewDanger(i18n.T("guide.delete.do"), "trash", func() {
				s.host.CloseDialog()
				s.editor.Leave()
				s.then(func(ctx context.Context) error { return s.deps.DeleteGuide(ctx, id) }, func() {
					s.host.Say(i18n.T("guide.deleted"))
					s.host.Open(screen.Route{Place: screen.Field, Part: "guides"})
				})
			}), "guide.delete.do")}})
}

// export writes what is shown to a file, in the form that its ending says.
func (s *Screen) export(ending string) {
	id := s.at.ID
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, s.page.name())
	s.files.Save(name+ending, func(path string) {
		if !strings.HasSuffix(strings.ToLower(path), ending) {
			path += ending
		}
		s.settle()
		s.keep.Then(func(ctx context.Context) error { return s.deps.ExportGuide(ctx, id, path, i18n.T) }, func() {
			s.host.Say(i18n.T("guide.exported"))
			trace.Event("exported", "what", "guide")
		})
	})
}

// importFile makes a new guide of a file and goes there.
func (s *Screen) importFile() {
	s.files.Open("", []string{endingData, endingText}, func(path string) {
		var made feltbog.ID
		s.then(func(ctx context.Context) (err error) {
			made, err = s.deps.ImportGuide(ctx, path, assets.Says()...)
			return err
		}, func() {
			s.host.Say(i18n.T("guide.imported"))
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: made})
		})
	})
}
