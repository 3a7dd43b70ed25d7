package theme

import (
	"math"
	"sync"
)

// Ascent and descent of the typeface (Noto Sans), as parts of the text's size.
const ascent, descent = 1.069, 0.293

var crisps sync.Map // of float32 to float32

// crisp returns the size nearest to the wanted one at which the toolkit draws text whole and sharp. It sets the
// baseline at the ascent rounded up, in a picture as high as the line rounded up, and shows that picture at the height
// rounded to the nearest pixel: at some sizes that cuts the tails off g and p, or squeezes the line by a pixel.
// Source: fyne v2.7.4, internal/painter/font.go (DrawString) and gl/draw.go (drawText).
// Larger text loses too little for the odd spacing of letters that a broken size brings.
func crisp(want float32) float32 {
	if want >= 18 {
		return want
	}
	if s, ok := crisps.Load(want); ok {
		return s.(float32)
	}
	best, least := want, math.Inf(1)
	for step := -14; step <= 14; step++ {
		s := float64(want) + float64(step)*0.05
		line := math.Ceil((ascent + descent) * s)
		cut := max(math.Ceil(ascent*s)+descent*s-line, 0)
		squeezed := line - math.Round((ascent+descent)*s)
		if cost := 2*cut + squeezed + 0.8*math.Abs(s-float64(want)); cost < least-1e-9 {
			best, least = float32(s), cost
		}
	}
	crisps.Store(want, best)
	return best
}
