package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/widgets"
)

func texts(s *Screen) string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(s.Content()) {
		if t, ok := o.(*widgets.Text); ok {
			b.WriteString(t.Text + "\n")
		}
	}
	return b.String()
}

func TestHelpIsForThePlaceOneCameFromAndFindsAKey(t *testing.T) {
	h := screentest.New(t)
	s := New(h)
	h.Put(s, screen.Route{Place: screen.Help, Part: "field"}, 1440, 900)
	if got := texts(s); !strings.Contains(got, i18n.T("help.field")) || !strings.Contains(got, i18n.T("key.hide")) {
		t.Errorf("%s", got)
	}
	test.Type(s.find, "f12")
	if got := texts(s); !strings.Contains(got, i18n.T("key.hide")) || strings.Contains(got, i18n.T("key.undo")) {
		t.Errorf("looking for F12 found\n%s", got)
	}
	test.Type(s.find, "zz")
	if got := texts(s); !strings.Contains(got, "»f12zz«") {
		t.Errorf("nothing found is not told:\n%s", got)
	}
}

func TestAScreenWithAHelpOfItsOwnIsExplainedWithItsKeysFirst(t *testing.T) {
	h := screentest.New(t)
	s := New(h)
	h.Put(s, screen.Route{Place: screen.Help, Part: "field/elicit"}, 1440, 900)
	got := texts(s)
	if !strings.Contains(got, i18n.T("help.topic.elicit.title")) || strings.Contains(got, i18n.T("help.field")) {
		t.Errorf("%s", got)
	}
	if own, other := strings.Index(got, i18n.T("key.elicit.show")), strings.Index(got, i18n.T("key.place.project")); own < 0 || own > other {
		t.Errorf("its keys stand at %d, the others at %d", own, other)
	}
	h.Put(s, screen.Route{Place: screen.Help, Part: "field"}, 1440, 900)
	if got := texts(s); !strings.Contains(got, i18n.T("help.field")) {
		t.Errorf("the help of the place is gone:\n%s", got)
	}
}
