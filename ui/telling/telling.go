// Package telling shows what in a text points at a person, and offers what can be done about it: put the pseudonym in its
// place, or let it stand. It never takes the focus and never stands in the way of writing; a screen asks when a text has
// been left, elsewhere than on the UI goroutine, and puts the offer below it.
package telling

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Gap stands where a number, an address or a word that gives somebody away stood.
const Gap = "…"

// most is how many people of one name are offered each with a button.
const most = 3

// Spans underlines what was found.
func Spans(found app.Tellings) []widgets.Span {
	var out []widgets.Span
	for _, t := range found.All {
		out = append(out, widgets.Span{From: t.From, To: t.To, Kind: widgets.WarningSpan})
	}
	return out
}

// Offer says of each passage what it is, with the two things that can be done; nil when nothing was found. replace is
// given what to put in the place of the passage.
func Offer(found app.Tellings, replace func(t app.Telling, with string), stay func(t app.Telling)) fyne.CanvasObject {
	seen := map[string]bool{}
	rows := widgets.Column(theme.Gap4)
	for _, t := range found.All {
		if seen[t.Text] {
			continue
		}
		seen[t.Text] = true
		stays := uikit.Name(widgets.NewLink(i18n.T("names.stay"), func() { stay(t) }), "names.stay")
		row := []fyne.CanvasObject{widgets.AtLeast(container.NewCenter(widgets.NewChip(says(t), widgets.Amber, "warn")), 0, theme.Target)}
		does := func(label, with string) {
			row = append(row, uikit.Name(widgets.NewButton(label, "mask", func() { replace(t, with) }), "names.replace"))
		}
		if len(t.Instead) <= most { // of more people than that nobody chooses by a row of buttons
			for _, code := range t.Instead {
				does(i18n.T("names.replace", "pseudonym", code), code)
			}
		}
		if len(t.Instead) != 1 {
			does(i18n.T("names.leave_out"), Gap)
		}
		rows.Add(widgets.Flow(theme.Gap8, append(row, stays)...))
	}
	if len(rows.Objects) == 0 {
		return nil
	}
	return widgets.Pad(rows, theme.Gap4, 0, theme.Gap8, theme.Gap40)
}

func says(t app.Telling) string {
	switch t.Kind {
	case app.TellingCPR:
		return i18n.T("names.cpr", "text", t.Text)
	case app.TellingPhone:
		return i18n.T("names.phone", "text", t.Text)
	case app.TellingEmail:
		return i18n.T("names.email", "text", t.Text)
	case app.TellingNear:
		return i18n.T("names.near", "text", t.Text, "pseudonym", t.Pseudonym)
	case app.TellingGiveAway:
		return i18n.T("names.give_away", "text", t.Text, "pseudonym", t.Pseudonym)
	}
	if t.Guess {
		return i18n.T("names.like", "text", t.Text)
	}
	return i18n.T("names.found", "text", t.Text)
}

// Blind says that the register is not open, so that names are not found. It is hidden at first.
func Blind() *fyne.Container {
	note := container.NewBorder(nil, nil, container.NewCenter(widgets.Icon("lock", theme.Ink3, theme.Size(theme.Body))), nil,
		widgets.Pad(widgets.Quiet(i18n.T("names.blind")), 0, 0, 0, theme.Gap8))
	note.Hide()
	return note
}

// ShowBlind shows or hides it, and reports whether that changed.
func ShowBlind(note *fyne.Container, blind bool) bool {
	if note.Visible() == blind {
		return false
	}
	note.Hidden = !blind
	note.Refresh()
	return true
}
