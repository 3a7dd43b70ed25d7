package sample

import (
	"image"
	"image/color"
	"math/rand/v2"
)

// light is what time of day and weather do to colours: how much of each comes through, in parts of 256, and how far
// they are drawn to grey.
type light struct {
	red, green, blue int
	grey             int // of 256
	vignette         int // how much darker the corners are, of 256
}

var (
	morning  = light{red: 262, green: 254, blue: 240, grey: 10, vignette: 40}
	noon     = light{red: 264, green: 264, blue: 262, grey: 0, vignette: 28}
	overcast = light{red: 236, green: 242, blue: 252, grey: 70, vignette: 34}
	evening  = light{red: 264, green: 240, blue: 218, grey: 8, vignette: 56}
)

// on returns a colour of a drawing in this light.
func (l light) on(c color.RGBA) color.RGBA {
	mean := (int(c.R)*77 + int(c.G)*150 + int(c.B)*29) >> 8
	part := func(v uint8, through int) uint8 {
		n := int(v) + (mean-int(v))*l.grey/256
		return uint8(min(255, n*through/256))
	}
	return color.RGBA{part(c.R, l.red), part(c.G, l.green), part(c.B, l.blue), 255}
}

// grain is how far a pixel may stray, as in a picture from a small camera.
const grain = 3

// develop lays on a flat picture what a lens and a sensor add to it: darker corners, and grain.
func develop(img *image.RGBA, l light, dice *rand.Rand) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := range h {
		dy := (2*y - h) * 256 / h
		row := img.Pix[y*img.Stride : y*img.Stride+4*w]
		var bits uint64
		for x := range w {
			dx := (2*x - w) * 256 / w
			if x%16 == 0 {
				bits = dice.Uint64()
			}
			noise := int(bits&7)*(2*grain+1)/8 - grain
			bits >>= 4
			keep := 256 - l.vignette*((dx*dx+dy*dy)>>9)/256
			for c := 4 * x; c < 4*x+3; c++ {
				row[c] = uint8(max(0, min(255, int(row[c])*keep>>8+noise)))
			}
		}
	}
}
