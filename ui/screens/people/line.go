package people

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is one participant: badge, pseudonym, what tells apart, how it stands with consent.
type line struct {
	widget.BaseWidget
	badge      *widgets.Badge
	name, meta *widgets.Text
	consent    *widgets.Chip
	root       *fyne.Container
}

func newLine() *line {
	l := &line{badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 26), name: widgets.Plain("").Bold().Ellipsis(), meta: widgets.Quiet("").Ellipsis(),
		consent: widgets.NewChip("", widgets.Neutral, "")}
	l.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(l.badge), 0, theme.Gap12, 0, 0), container.NewCenter(l.consent),
		widgets.Column(2, l.name, l.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) show(p app.PersonLine) {
	l.badge.Set(widgets.RoleOf(string(p.Perspective)), widgets.Heard)
	l.name.SetText(p.Pseudonym)
	l.meta.SetText(meta(p))
	tone, icon := look(p.Consent)
	l.consent.Set(i18n.T("people.consent."+string(p.Consent)), tone, icon)
	l.root.Refresh()
}

// meta says below a pseudonym what tells the person apart, and when one met last.
func meta(p app.PersonLine) string {
	parts := []string{i18n.Choice("perspective", string(p.Perspective))}
	if p.Descriptor != "" {
		parts[0] = p.Descriptor
	}
	if !p.Met.IsZero() {
		parts = append(parts, i18n.T("people.met", "day", i18n.Day(p.Met.Time().Local())))
	}
	return strings.Join(parts, " · ")
}

// look is the colour and the sign of an answer.
func look(c app.ConsentSum) (widgets.Tone, string) {
	switch c {
	case app.TakingPart:
		return widgets.Green, "check"
	case app.SaidNo:
		return widgets.Red, "ban"
	case app.TakenBack:
		return widgets.Amber, "withdrawn"
	case app.RunOut:
		return widgets.Amber, "clock"
	case app.HalfAllowed:
		return widgets.Amber, "half"
	}
	return widgets.Neutral, "ring"
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }
