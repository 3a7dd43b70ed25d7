package change

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAThousandItemsFitAtOnePlace(t *testing.T) {
	for name, place := range map[string]func(low, high, p string) (string, string){
		"always first":       func(low, _, p string) (string, string) { return low, p },
		"always last":        func(_, high, p string) (string, string) { return p, high },
		"after one of two":   func(low, _, p string) (string, string) { return low, p },
		"before one of them": func(_, high, p string) (string, string) { return p, high },
	} {
		low, high := "", ""
		if !strings.HasPrefix(name, "always") {
			low, high = "V", "W"
		}
		longest := 0
		for range 1000 {
			p, err := Between(low, high)
			if err != nil || p <= low || (high != "" && p >= high) {
				t.Fatalf("%s: between %q and %q: %q, %v", name, low, high, p, err)
			}
			low, high = place(low, high, p)
			longest = max(longest, len(p))
		}
		if longest > 250 {
			t.Errorf("%s: positions grew to %d digits", name, longest)
		}
	}
}

func TestAPositionLiesBetweenAnyTwoThatDiffer(t *testing.T) {
	digits := rapid.StringOfN(rapid.SampledFrom([]rune("0129AVZaz")), 0, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := digits.Draw(t, "a"), digits.Draw(t, "b")
		p, err := Between(a, b)
		valid := !strings.HasSuffix(a, "0") && !strings.HasSuffix(b, "0") && (b == "" || a < b)
		if (err == nil) != valid {
			t.Fatalf("between %q and %q: %q, %v", a, b, p, err)
		}
		if err == nil && (p <= a || (b != "" && p >= b) || !validOrder(p)) {
			t.Fatalf("%q does not lie between %q and %q", p, a, b)
		}
	})
}

func TestThereIsNoPositionBetweenWhatIsNoPosition(t *testing.T) {
	for _, c := range [][2]string{{"A", "A"}, {"B", "A"}, {"A0", ""}, {"", "0"}, {"å", ""}, {"", "A-"}, {"A ", "B"}} {
		if p, err := Between(c[0], c[1]); keyOf(err) != "order.gap" {
			t.Errorf("between %q and %q: %q, %v", c[0], c[1], p, err)
		}
	}
}
