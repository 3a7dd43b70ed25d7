package change

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

func drawID(t *rapid.T) ID {
	var d feltbog.ID
	copy(d[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "device"))
	return ID{Device: d, Seq: rapid.Uint64().Draw(t, "seq"), N: rapid.Uint32().Draw(t, "n")}
}

func TestTheIdOfAChangeIsReadBackAsItIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := drawID(t)
		if got, err := ParseRef(id.String()); err != nil || got != id {
			t.Fatalf("%s came back as %s, %v", id, got, err)
		}
		if id.String() != id.Set().String()+id.String()[len(id.Set().String()):] {
			t.Fatalf("%s does not begin with its set %s", id, id.Set())
		}
	})
}

func TestWhatIsNotTheIdOfAChangeIsRefused(t *testing.T) {
	dev := feltbog.ID{0xab}.String()
	for _, s := range []string{"", dev, dev + ".1", dev + ".1.", dev + ".1.2.3", dev + ". 1.2", dev + ".+1.2", dev + ".01.2",
		dev + ".1.-2", dev + ".1.4294967296", dev + ".18446744073709551616.0", dev[1:] + ".1.2", " " + dev + ".1.2", dev + ".1.2 "} {
		if id, err := ParseRef(s); keyOf(err) != "change.ref" {
			t.Errorf("%q was read as %s, %v", s, id, err)
		}
	}
}

func TestIdsHaveOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawID(t), drawID(t)
		if rapid.Bool().Draw(t, "same device") {
			b.Device = a.Device
		}
		if a.Compare(b) != -b.Compare(a) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%s and %s do not compare", a, b)
		}
		if x, y := (ElemID{ID: a, K: 1}), (ElemID{ID: a, K: 2}); x.Compare(y) >= 0 || y.Compare(x) <= 0 {
			t.Fatal("elements of one change are not in order of their places")
		}
		ids := []ID{a, b, a}
		slices.SortFunc(ids, ID.Compare)
		if !slices.IsSortedFunc(ids, ID.Compare) {
			t.Fatal("they cannot be sorted")
		}
	})
}
