package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"iter"
	"math/rand/v2"
	"time"
)

// Picture is one file of the camera.
type Picture struct {
	Name  string    // the camera's own, as FELT0412.JPG
	Scene string    // which drawing it shows
	Taken time.Time // in the zone of the place
	Data  []byte
}

// The camera's picture: what the file holds before a viewer turns it.
const (
	longSide  = 1600
	shortSide = 1200
)

// Pictures draws n pictures one after the other, as they were taken. Breaking off the loop is all it takes to stop.
func Pictures(seed uint64, n int) iter.Seq2[Picture, error] {
	return func(yield func(Picture, error) bool) {
		for i, s := range shots(n) {
			p, err := take(seed, i, s)
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// take draws one picture. What it looks like hangs on the seed and its number alone, not on the pictures before it.
func take(seed uint64, number int, s shot) (Picture, error) {
	dice := rand.New(rand.NewPCG(seed, uint64(number)))
	turn := upright
	if s.portrait {
		turn = []orientation{turnRight, turnLeft}[dice.IntN(2)]
	}
	img, err := draw(s.scene, s.light, s.portrait, dice)
	if err != nil {
		return Picture{}, err
	}
	img = turn.stored(img)
	small, err := encode(shrunk(img, longSide/thumbWidth), 70)
	if err != nil {
		return Picture{}, err
	}
	file, err := encode(img, 86)
	if err != nil {
		return Picture{}, err
	}
	facts := exif{taken: s.taken, orientation: turn, width: img.Rect.Dx(), height: img.Rect.Dy(), thumbnail: small}
	if s.outdoors && dice.IntN(4) > 0 {
		facts.position = position(dice)
	}
	p := Picture{Name: fmt.Sprintf("FELT%04d.JPG", 412+number*3+dice.IntN(3)), Scene: s.scene, Taken: s.taken}
	p.Data, err = withEXIF(file, facts)
	return p, err
}

func encode(img image.Image, quality int) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// position is somewhere in a small piece of sea, so that no real house is meant.
func position(dice *rand.Rand) *degrees {
	return &degrees{lat: 56.21 + dice.Float64()*0.01, long: 11.16 + dice.Float64()*0.02}
}
