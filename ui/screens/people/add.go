package people

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// nextCode is the choice of the next free code as pseudonym.
const nextCode = ""

// add asks for somebody new: what the team sees first, who it is below.
func (s *Screen) add() {
	var free []string
	s.host.Act(func(ctx context.Context) (err error) {
		free, err = s.deps.FreePseudonyms(ctx, assets.Pseudonyms())
		return err
	}, func() { s.askNew(free) })
}

func (s *Screen) askNew(free []string) {
	names := []widgets.Option{{Value: nextCode, Text: i18n.T("people.add.code")}}
	for _, n := range free {
		names = append(names, widgets.Option{Value: n, Text: n})
	}
	pseudonym := uikit.Name(widgets.NewSelect(names, nextCode, nil), "people.add.pseudonym")
	of := uikit.Name(widgets.NewSelect(perspectives(), string(feltbog.Citizen), nil), "people.add.perspective")
	age := uikit.Name(widgets.NewSelect(ages(), "", nil), "people.add.age")
	descriptor := uikit.Name(widgets.NewEntry(i18n.T("people.add.descriptor.prompt")), "people.add.descriptor")
	name := uikit.Name(widgets.NewEntry(i18n.T("people.add.name.prompt")), "people.add.name")
	phone := uikit.Name(widgets.NewEntry(""), "people.add.phone")
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	save := func() {
		n := app.NewPerson{Pseudonym: pseudonym.Selected(), Perspective: feltbog.Perspective(of.Selected()), AgeGroup: feltbog.AgeGroup(age.Selected()),
			Descriptor: descriptor.Text, Identity: feltbog.Identity{Name: name.Text, Phone: phone.Text}}
		var id feltbog.ID
		var failed error
		s.host.Act(func(ctx context.Context) error {
			id, _, failed = s.deps.AddParticipant(ctx, n)
			return nil
		}, func() {
			if failed != nil {
				wrong.SetText(i18n.Error(failed))
				wrong.Show()
				return
			}
			s.host.CloseDialog()
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindParticipant, ID: id})
		})
	}
	for _, e := range []*widgets.Entry{descriptor, name, phone} {
		e.Enter = save
	}
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "people.add.cancel")
	do := uikit.Name(widgets.NewPrimary(i18n.T("people.add.do"), "plus", save), "people.add.do")
	s.host.Show(screen.Dialog{Name: "people.add", Title: i18n.T("people.add"), Width: 640, First: descriptor,
		Content: widgets.Column(theme.Gap12,
			widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.FieldName("perspective"), of, ""), widgets.Field(i18n.FieldName("pseudonym"), pseudonym, "")),
			widgets.Columns(theme.Gap12, []float32{2, 1}, widgets.Field(i18n.FieldName("descriptor"), widgets.Tall(descriptor), ""), widgets.Field(i18n.FieldName("age_group"), age, "")),
			widgets.Rule(), widgets.Row(theme.Gap8, widgets.Icon("lock", theme.Ink2, 18), widgets.Quiet(i18n.T("people.add.register")).Line(), widgets.Spacer()),
			widgets.Columns(theme.Gap12, []float32{2, 1}, widgets.Field(i18n.FieldName("name"), widgets.Tall(name), ""), widgets.Field(i18n.FieldName("phone"), widgets.Tall(phone), "")), wrong),
		Buttons: []fyne.CanvasObject{shut, do}})
}
