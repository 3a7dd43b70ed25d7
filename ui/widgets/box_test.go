package widgets

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"feltbog/ui/theme"
)

func TestAButtonThatWasAwayWhenTheLookChangedWearsTheNewOne(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Day, 1))
	b := NewPrimary("Tag en kopi nu", "import", nil)
	r := test.WidgetRenderer(b).(*buttonRenderer)
	day := r.icon.Resource
	a.Settings().SetTheme(theme.New(theme.Evening, 1))
	b.Refresh()
	if got, want := r.box.rect.FillColor, theme.Color(theme.Accent); got != want {
		t.Errorf("the ground is %v, not %v", got, want)
	}
	if r.icon.Resource == day {
		t.Error("the icon has its old colour")
	}
}
