package share

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// saveKey puts the own key, or a picture of it, into a new file of a folder that a person chooses.
func (s *Screen) saveKey(picture bool) {
	card := s.now.card
	s.files.Folder("", func(dir string) {
		name := i18n.T("share.key.file", "name", card.Name)
		file := app.FileIn(dir, name+".json")
		if picture {
			file = app.FileIn(dir, name+".png")
		}
		s.host.Act(func(ctx context.Context) error {
			if picture {
				return card.WritePicture(file)
			}
			_, err := s.deps.ExportKeyCard(ctx, file)
			return err
		}, func() {
			trace.Event("key.saved", "picture", picture)
			s.host.Say(i18n.T("share.key.saved", "file", app.FileName(file)))
		})
	})
}

// showKey shows the key as a picture that a colleague photographs.
func (s *Screen) showKey() {
	card := s.now.card
	var pic image.Image
	s.host.Act(func(context.Context) (err error) {
		pic, err = card.Picture()
		return err
	}, func() {
		img := canvas.NewImageFromImage(pic)
		img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		words := widgets.NewText(card.Words, theme.Read, theme.Ink)
		words.Style.Monospace = true
		body := container.NewBorder(nil, nil, widgets.AtLeast(img, 470, 470), nil, widgets.Pad(widgets.Column(theme.Gap20,
			widgets.Column(theme.Gap4, widgets.Label(i18n.T("share.key.words")), words), widgets.Plain(i18n.T("share.key.photo"))), 0, 0, 0, theme.Gap20))
		shut := uikit.Name(widgets.NewButton(i18n.T("project.close"), "", s.host.CloseDialog), "share.key.close")
		save := uikit.Name(widgets.NewButton(i18n.T("share.key.picture"), "billeder", func() { s.saveKey(true) }), "share.key.picture")
		s.host.Show(screen.Dialog{Name: "share.key", Title: i18n.T("share.key.of", "name", card.Name), Width: 860, Content: body, First: shut, Buttons: []fyne.CanvasObject{shut, save}})
	})
}

// askMember reads a colleague's key from a file and has its words compared before it is added.
func (s *Screen) askMember() {
	s.files.Open("", app.KeyCardEndings(), func(path string) {
		var card app.KeyCard
		s.host.Act(func(context.Context) (err error) {
			card, err = app.ReadKeyCard(path)
			return err
		}, func() { s.compare(card) })
	})
}

// compare shows the six words of a key. Only somebody who says that they are the colleague's adds it.
func (s *Screen) compare(card app.KeyCard) {
	for _, m := range s.now.members {
		if card.Name == "" && m.ID == card.Member {
			card.Name = m.Name
		}
	}
	name := uikit.Name(widgets.NewEntry(""), "share.member.name")
	name.SetText(card.Name)
	words := widgets.NewText(card.Words, theme.Section, theme.Ink).Bold()
	words.Style.Monospace = true
	var roles []widgets.Option
	for _, v := range feltbog.MemberRoles() {
		roles = append(roles, widgets.Option{Value: string(v), Text: i18n.T("project.role." + string(v))})
	}
	role := uikit.Name(widgets.NewSelect(roles, string(feltbog.Fieldworker), func(string) {}), "share.member.role")
	do := uikit.Name(widgets.NewPrimary(i18n.T("share.member.do"), "plus", func() {
		card.Name = name.Text
		s.host.Act(func(ctx context.Context) error {
			_, err := s.deps.AddMember(ctx, card, feltbog.MemberRole(role.Selected()))
			return err
		}, func() {
			s.host.CloseDialog()
			s.host.Say(i18n.T("share.member.added", "name", card.Name))
			s.reload()
		})
	}), "share.member.do")
	do.Enable(false)
	same := uikit.Name(widgets.NewCheck(i18n.T("share.member.same"), false, func(on bool) { do.Enable(on) }), "share.member.same")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "share.member.cancel")
	body := widgets.Column(theme.Gap16, widgets.Plain(i18n.T("share.member.compare")), widgets.Card(words), same,
		widgets.Columns(theme.Gap16, []float32{1, 1}, widgets.Field(i18n.T("project.member.name"), name, ""), widgets.Field(i18n.T("project.member.role"), role, "")))
	s.host.Show(screen.Dialog{Name: "share.member", Title: i18n.T("share.member.add"), Width: 640, Content: body, First: same, Buttons: []fyne.CanvasObject{shut, do}})
}

func (s *Screen) askRemove(m app.MemberLine) {
	do := uikit.Name(widgets.NewDanger(i18n.T("share.member.remove"), "trash", func() {
		s.host.CloseDialog()
		s.host.Act(func(ctx context.Context) error { return s.deps.RemoveMember(ctx, m.ID) }, func() {
			s.host.Say(i18n.T("share.member.removed", "name", m.Name))
			s.reload()
		})
	}), "share.remove.do")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "share.remove.cancel")
	s.host.Show(screen.Dialog{Name: "share.remove", Title: i18n.T("share.member.end", "name", m.Name), Content: widgets.Plain(i18n.T("share.member.remove.what")), First: shut,
		Buttons: []fyne.CanvasObject{shut, do}})
}
