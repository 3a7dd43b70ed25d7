package theme

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestNoTextSizeCutsTheTailsOfLetters(t *testing.T) {
	test.NewTempApp(t)
	for _, scale := range []float32{1, 1.15, 1.3, 1.5} {
		th := New(Day, scale)
		for name, want := range textSizes {
			got := th.Size(name)
			if d := got/scale - want; d < -1 || d > 1 {
				t.Errorf("%s at %g: %g is not %g any more", name, scale, got, want*scale)
			}
			line := math.Ceil(float64(fyne.MeasureText("g", got, fyne.TextStyle{}).Height))
			if bottom := math.Ceil(ascent*float64(got)) + descent*float64(got); bottom > line+0.5 && want*scale < 18 {
				t.Errorf("%s at %g: letters reach %.2f pixels below their picture", name, scale, bottom-line)
			}
		}
	}
}
