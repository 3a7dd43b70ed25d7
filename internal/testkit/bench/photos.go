package bench

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"strconv"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/media"
)

// keeper keeps pictures and says how they are referred to.
type keeper func(pictures [][]byte) ([]feltbog.BlobRef, error)

// keepIn keeps pictures in a space's media volumes.
func keepIn(ctx context.Context, m *media.Store) keeper {
	return func(pictures [][]byte) ([]feltbog.BlobRef, error) {
		infos, err := m.PutMany(ctx, pictures)
		refs := make([]feltbog.BlobRef, len(infos))
		for i, b := range infos {
			refs[i] = feltbog.BlobRef{Hash: b.Hash, Size: b.Size, MIME: "image/jpeg"}
		}
		return refs, err
	}
}

// picture is a small JPEG like no other: it stands in for a photo where only their number counts.
func picture(rng *rand.Rand) ([]byte, error) {
	const width, height = 32, 24
	img := image.NewGray(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			img.SetGray(x, y, color.Gray{uint8(rng.IntN(256))})
		}
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 30})
	return b.Bytes(), err
}

// photosOf adds n photos to the world's newest session, on a foreign device.
func (w *world) photosOf(dev, n int, keep keeper) error {
	for n > 0 {
		pictures := make([][]byte, min(n, setUpTo))
		var err error
		for i := range pictures {
			if pictures[i], err = picture(w.rng); err != nil {
				return err
			}
		}
		refs, err := keep(pictures)
		if err != nil {
			return err
		}
		recs := make([]feltbog.Record, len(refs))
		for i, ref := range refs {
			w.photos++
			p := &feltbog.Photo{Number: w.photos, Travel: ref, FileName: "IMG_" + strconv.Itoa(w.photos) + ".jpg", Width: 4032,
				Height: 3024, Taken: feltbog.NewInstant(w.now), Imported: feltbog.NewInstant(w.now), Session: w.open, MadeBy: feltbog.MadeBys()[0]}
			if w.chance(4) {
				p.ResearcherCaption = w.text.Note()
			}
			recs[i] = p
		}
		if err := w.write(dev, "photo.import", recs); err != nil {
			return err
		}
		n -= len(refs)
	}
	return nil
}
