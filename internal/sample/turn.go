package sample

import "image"

// orientation is how a viewer must turn the stored picture, in EXIF's numbers.
type orientation uint16

const (
	upright   orientation = 1
	turnRight orientation = 6 // stored lying on its left side
	turnLeft  orientation = 8
)

// stored returns the picture as the camera's sensor, held sideways, gives it.
func (o orientation) stored(img *image.RGBA) *image.RGBA {
	if o == upright {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, h, w))
	for y := range h {
		for x := range w {
			toX, toY := y, w-1-x
			if o == turnLeft {
				toX, toY = h-1-y, x
			}
			copy(out.Pix[toY*out.Stride+4*toX:][:4], img.Pix[y*img.Stride+4*x:][:4])
		}
	}
	return out
}

// shrunk is the picture at a whole part of its size, each pixel the mean of those it stands for.
func shrunk(img *image.RGBA, part int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx()/part, img.Rect.Dy()/part))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var sum [4]int
			for dy := range part {
				row := img.Pix[(y*part+dy)*img.Stride+4*x*part:]
				for i := range 4 * part {
					sum[i%4] += int(row[i])
				}
			}
			for c, s := range sum {
				out.Pix[y*out.Stride+4*x+c] = uint8(s / (part * part))
			}
		}
	}
	return out
}
