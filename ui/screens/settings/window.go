package settings

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// language is the part about which words the window uses.
type language struct {
	s      *Screen
	choice *widgets.Segment
	again  *fyne.Container // asks for a restart
	box    fyne.CanvasObject
}

func newLanguage(s *Screen) *language {
	l := &language{s: s, again: container.NewStack()}
	var options []widgets.Option
	for _, code := range app.Languages() {
		options = append(options, widgets.Option{Value: code, Text: i18n.T("language." + code)})
	}
	l.choice = uikit.Name(widgets.NewSegment(options, i18n.Language(), l.chosen), "settings.language.choice")
	l.again.Hide()
	l.box = section(i18n.T("settings.language.head"), i18n.T("settings.language.lead"), left(l.choice), l.again)
	return l
}

func (l *language) content() fyne.CanvasObject { return l.box }
func (l *language) first() fyne.Focusable      { return l.choice }
func (l *language) shown(context.Context)      { l.ask() }

func (l *language) chosen(code string) {
	l.s.choose(func(c *app.Settings) { c.Language = code }, l.ask)
}

// ask says that the other language begins with a restart.
func (l *language) ask() {
	chosen := l.s.now.Language
	if chosen == "" {
		chosen = i18n.Language()
	}
	l.choice.SetSelected(chosen)
	l.again.Objects = nil
	l.again.Hide()
	if chosen != i18n.Language() {
		quit := uikit.Name(widgets.NewButton(i18n.T("settings.language.quit"), "", l.s.Quit), "settings.language.quit")
		l.again.Objects = []fyne.CanvasObject{widgets.NewMessage(widgets.Amber, "undo", i18n.T("settings.language.again", "language", i18n.T("language."+chosen)), quit)}
		l.again.Show()
	}
	l.box.Refresh()
}

// look is the part about colours and the size of text.
type look struct {
	s     *Screen
	looks *widgets.Segment
	scale *widgets.Segment
	box   *fyne.Container
}

func newLook(s *Screen) *look {
	l := &look{s: s}
	var looks, scales []widgets.Option
	for _, v := range app.Looks() {
		looks = append(looks, widgets.Option{Value: v, Text: i18n.T("settings.look." + v)})
	}
	for _, v := range app.Scales() {
		scales = append(scales, widgets.Option{Value: strconv.Itoa(v), Text: i18n.T("settings.percent", "n", strconv.Itoa(v))})
	}
	l.looks = uikit.Name(widgets.NewSegment(looks, "", func(v string) {
		s.choose(func(c *app.Settings) { c.Look = v }, nil)
	}), "settings.look.choice")
	l.scale = uikit.Name(widgets.NewSegment(scales, "", func(v string) {
		n, err := strconv.Atoi(v)
		if err == nil {
			s.choose(func(c *app.Settings) { c.Scale = n }, nil)
		}
	}), "settings.scale")
	l.box = widgets.Column(theme.Gap16,
		section(i18n.T("settings.look.head"), i18n.T("settings.look.lead"), left(l.looks)),
		section(i18n.T("settings.scale.head"), i18n.T("settings.scale.lead"), left(l.scale),
			widgets.NewText(i18n.T("settings.scale.sample"), theme.Read, theme.Ink)))
	return l
}

func (l *look) content() fyne.CanvasObject { return l.box }
func (l *look) first() fyne.Focusable      { return l.looks }

func (l *look) shown(context.Context) {
	l.looks.SetSelected(l.s.now.Look)
	l.scale.SetSelected(strconv.Itoa(l.s.now.Scale))
}

// lock is the part about when the window locks itself.
type lock struct {
	s       *Screen
	minutes *widgets.Select
	box     fyne.CanvasObject
}

// pauses are the minutes to choose between; 0 is never.
var pauses = []int{1, 2, 5, 10, 15, 30, 60, 0}

func newLock(s *Screen) *lock {
	l := &lock{s: s}
	l.minutes = uikit.Name(numbers(pauses, s.now.IdleMinutes, "settings.lock.never", "settings.lock.minutes", func(n int) {
		s.choose(func(c *app.Settings) { c.IdleMinutes = n }, nil)
	}), "settings.idle")
	l.box = section(i18n.T("settings.lock.head"), i18n.T("settings.lock.lead"), widgets.AtMost(l.minutes, 320),
		widgets.Quiet(i18n.T("settings.lock.hide")))
	return l
}

func (l *lock) content() fyne.CanvasObject { return l.box }
func (l *lock) first() fyne.Focusable      { return l.minutes }
func (l *lock) shown(context.Context)      { l.minutes.SetSelected(strconv.Itoa(l.s.now.IdleMinutes)) }

// numbers is a choice between numbers. zero words 0, "" where there is none, and many the others; the number that is chosen now is among them,
// whatever it is.
func numbers(all []int, now int, zero, many string, chosen func(int)) *widgets.Select {
	if !slices.Contains(all, now) {
		all = append(slices.Clone(all), now)
	}
	var options []widgets.Option
	for _, n := range all {
		text := i18n.N(many, n)
		if n == 0 && zero != "" {
			text = i18n.T(zero)
		}
		options = append(options, widgets.Option{Value: strconv.Itoa(n), Text: text})
	}
	return widgets.NewSelect(options, strconv.Itoa(now), func(v string) {
		if n, err := strconv.Atoi(v); err == nil {
			chosen(n)
		}
	})
}
