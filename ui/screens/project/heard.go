package project

import (
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// heardCard says whom we have heard, and whom not: a wheel, what its signs mean, and the segment in front in words.
type heardCard struct {
	s      *Screen
	box    fyne.CanvasObject
	wheel  *widgets.Wheel
	legend *fyne.Container
	front  *widgets.Text
	miss   *widgets.Message
	all    []app.Perspective
}

// wheelHeight is the height of the wheel with its names, in Fyne units at a text scale of 1.
const wheelHeight = 220

func newHeardCard(s *Screen) *heardCard {
	c := &heardCard{s: s, legend: widgets.Flow(theme.Gap16), front: widgets.NewText("", theme.Small, theme.Ink2)}
	c.wheel = uikit.Name(widgets.NewWheel(nil, "", c.tell), "project.wheel")
	c.miss = widgets.NewMessage(widgets.Amber, "ear", "", nil)
	c.front.Hide()
	c.box = widgets.CardPadded(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("project.heard")),
		widgets.AtLeast(c.wheel, 0, wheelHeight), c.legend, c.front, c.miss), theme.Gap12)
	return c
}

var hearings = map[app.Hearing]widgets.Hearing{
	app.HeardDirectly: widgets.Heard, app.ToldByOthers: widgets.Told, app.Guessed: widgets.Guessed, app.NotHeard: widgets.Missing,
}

// set shows the perspectives.
func (c *heardCard) set(all []app.Perspective) {
	c.all = all
	count := map[app.Hearing]int{}
	var segments []widgets.WheelSegment
	var missing []string
	for _, p := range all {
		name := viewsName(p)
		count[p.Hearing]++
		segments = append(segments, widgets.WheelSegment{Name: name, Role: widgets.RoleOf(string(p.Perspective)), State: hearings[p.Hearing]})
		if p.Hearing == app.NotHeard {
			missing = append(missing, strings.ToLower(name))
		}
	}
	direct := count[app.HeardDirectly]
	c.wheel.Set(segments, i18n.T("project.heard.count", "n", i18n.Number(direct), "all", i18n.Number(len(all)))+"\n"+
		i18n.T("project.hearing."+string(app.HeardDirectly)))
	c.legend.Objects = nil
	for _, h := range []app.Hearing{app.HeardDirectly, app.ToldByOthers, app.Guessed, app.NotHeard} {
		if count[h] > 0 {
			c.legend.Add(widgets.Row(theme.Gap8, widgets.NewBadge(legendRole, hearings[h], 19),
				widgets.NewText(capital(i18n.T("project.hearing."+string(h)))+" "+i18n.Number(count[h]), theme.Meta, theme.Ink2).Line()))
		}
	}
	c.miss.Hidden = len(missing) == 0 || direct == 0
	c.miss.Set(widgets.Amber, "ear", i18n.T("project.heard.missing", "who", strings.Join(missing, ", ")))
	c.tell(c.wheel.At())
	c.box.Refresh()
}

// legendRole is a badge of nobody: only its filling means something.
var legendRole = widgets.Role{Color: theme.Ink2, Shape: widgets.Square}

// tell words a segment below the wheel.
func (c *heardCard) tell(i int) {
	if c.front.Hidden = i < 0 || i >= len(c.all); c.front.Hidden {
		return
	}
	p := c.all[i]
	word := i18n.T("project.hearing." + string(p.Hearing))
	if p.Hearing == app.HeardDirectly {
		word = i18n.T("project.heard.people", "how", word, "people", i18n.N("project.people", p.People))
	}
	c.front.SetText(i18n.T("project.heard.one", "who", viewsName(p), "how", word))
	c.box.Refresh()
}

func viewsName(p app.Perspective) string { return i18n.T("project.views." + string(p.Perspective)) }
