package sample

import (
	"bytes"
	"crypto/sha256"
	"image/jpeg"
	"sync"
	"testing"

	"feltbog/assets"
)

var drawn = sync.OnceValues(func() (out []Picture, err error) {
	for p, err := range Pictures(1, 20) {
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
})

// twenty are the pictures of the sample project, drawn once for all tests.
func twenty(t *testing.T) []Picture {
	t.Helper()
	all, err := drawn()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPicturesAreFilesOfACamerasSizeInTheOrderTheyWereTaken(t *testing.T) {
	all := twenty(t)
	if len(all) != 20 {
		t.Fatalf("%d pictures", len(all))
	}
	names, contents := map[string]bool{}, map[[32]byte]bool{}
	for i, p := range all {
		img, err := jpeg.Decode(bytes.NewReader(p.Data))
		if err != nil {
			t.Fatalf("%s: %v", p.Name, err)
		}
		if b := img.Bounds(); b.Dx() != 1600 || b.Dy() != 1200 {
			t.Errorf("%s is stored as %v", p.Name, b)
		}
		names[p.Name], contents[sha256.Sum256(p.Data)] = true, true
		if i > 0 && !p.Taken.After(all[i-1].Taken) {
			t.Errorf("%s was taken at %v, the one before it at %v", p.Name, p.Taken, all[i-1].Taken)
		}
	}
	if len(names) != 20 || len(contents) != 20 {
		t.Errorf("%d names and %d contents among 20 pictures", len(names), len(contents))
	}
}

func TestTheSameSeedGivesTheSameFilesAndAnotherGivesOthers(t *testing.T) {
	first := func(seed uint64) (out []Picture) {
		for p, err := range Pictures(seed, 3) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, p)
		}
		return out
	}
	a, b, c := first(7), first(7), first(8)
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("picture %d differs between two runs", i)
		}
		if bytes.Equal(a[i].Data, c[i].Data) {
			t.Errorf("picture %d is the same for another seed", i)
		}
	}
}

func TestOneStopsWhenThereAreEnough(t *testing.T) {
	n := 0
	for range Pictures(1, 1000) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d", n)
	}
}

func TestEverySceneIsPhotographedAndCanBeDrawn(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range shots(20) {
		seen[s.scene] = true
	}
	for _, name := range assets.Scenes() {
		if !seen[name] {
			t.Errorf("nobody photographs %s", name)
		}
	}
	if _, err := take(1, 0, shot{scene: "none"}); err == nil {
		t.Error("a scene that is not there is drawn")
	}
}

// Two pictures of one scene must not look like copies of each other.
func TestTwoPicturesOfOneSceneDiffer(t *testing.T) {
	var benches []Picture
	for _, p := range twenty(t) {
		if p.Scene == "bench" {
			benches = append(benches, p)
		}
	}
	if len(benches) < 2 {
		t.Fatalf("%d benches", len(benches))
	}
	a, _ := jpeg.Decode(bytes.NewReader(benches[0].Data))
	b, _ := jpeg.Decode(bytes.NewReader(benches[1].Data))
	other, all := 0, 0
	for y := 0; y < 1200; y += 20 {
		for x := 0; x < 1600; x += 20 {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			all++
			if far(r, r2)+far(g, g2)+far(bl, b2) > 40 {
				other++
			}
		}
	}
	if other*4 < all {
		t.Errorf("only %d of %d places differ", other, all)
	}
}

func far(a, b uint32) int {
	d := int(a>>8) - int(b>>8)
	return max(d, -d)
}
