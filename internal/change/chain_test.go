package change

import (
	"crypto/ed25519"
	"testing"

	"feltbog/internal/feltbog"
)

// chainOf follows the sets from the beginning of their device's chain.
func chainOf(t *testing.T, sets ...*Set) *Chain {
	t.Helper()
	c := testChain(2)
	for _, s := range sets {
		if err := c.Follow(s); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestASignatureStillFitsWhenEverythingItCoversIsErased(t *testing.T) {
	public, private, _ := ed25519.GenerateKey(nil)
	c := testChain(2)
	sets := []*Set{rich(t)}
	if err := c.Follow(sets[0]); err != nil {
		t.Fatal(err)
	}
	for _, v := range []string{"Bus", "Tog"} {
		sets = append(sets, sealed(t, c, func(d *Draft) { d.Put(testRecord, "tag", "name", text(v), nil, 1) }))
	}
	sig := c.Sign(private)
	for _, s := range sets {
		s.Strip(func(*Change, ID, string) bool { return true })
	}
	end := chainOf(t, sets...)
	if err := end.Verify(public, sig); err != nil {
		t.Error(err)
	}
	if chainOf(t, sets[:2]...).Verify(public, sig) == nil {
		t.Error("the signature fits a chain that was cut short")
	}
	other, _, _ := ed25519.GenerateKey(nil)
	if end.Verify(other, sig) == nil || end.Verify(public[:31], sig) == nil || end.Verify(public, sig[:63]) == nil {
		t.Error("the signature fits another key, half a key, or in half")
	}
	for name, alter := range map[string]func(*Chain){
		"space": func(c *Chain) { c.Space[0]++ }, "device": func(c *Chain) { c.Device[0]++ }, "number": func(c *Chain) { c.Seq++ },
	} {
		c := *end
		if alter(&c); c.Verify(public, sig) == nil {
			t.Errorf("the signature fits a chain of another %s", name)
		}
	}
}

func TestAChainTakesOnlyItsOwnNextSet(t *testing.T) {
	c := testChain(2)
	first := sealed(t, c, func(*Draft) {})
	second := sealed(t, c, func(*Draft) {})
	for name, alter := range map[string]func(*Set){
		"space": func(s *Set) { s.Space[0]++ }, "device": func(s *Set) { s.Device[0]++ },
		"number": func(s *Set) { s.Seq++ }, "past": func(s *Set) { s.Prev[0]++ },
	} {
		end, s := chainOf(t, first), *second
		alter(&s)
		before := *end
		if err := end.Follow(&s); keyOf(err) != "change.chain" || *end != before {
			t.Errorf("a set of another %s: %v", name, err)
		}
	}
	if feltbog.ErrorCode(testChain(2).Follow(second)) != feltbog.EDamaged {
		t.Error("a chain began with its second set")
	}
}

// Each part of a set is covered by its hash, or it could be altered on the way.
func TestTheHashCoversEveryPartOfASet(t *testing.T) {
	v := NewValue(text("x"))
	seen := map[[32]byte]string{}
	for name, alter := range map[string]func(*Set){
		"as it was":   func(*Set) {},
		"clock":       func(s *Set) { s.Clock++ },
		"action":      func(s *Set) { s.Action += "x" },
		"action id":   func(s *Set) { s.ActionID[0]++ },
		"actor":       func(s *Set) { s.Actor[0]++ },
		"reason":      func(s *Set) { s.Reason = &v },
		"no reason":   func(s *Set) { s.Reason = nil },
		"undoes":      func(s *Set) { s.Undoes.Seq++ },
		"record":      func(s *Set) { s.Changes[0].Record[0]++ },
		"kind":        func(s *Set) { s.Changes[0].Kind += "x" },
		"edit clock":  func(s *Set) { s.Changes[0].Clock++ },
		"subject":     func(s *Set) { s.Changes[0].Subjects[0][0]++ },
		"value":       func(s *Set) { s.Changes[0].Edits[0].Value = &v },
		"field":       func(s *Set) { s.Changes[0].Edits[0].Field += "x" },
		"addition":    func(s *Set) { s.Changes[0].Edits[2].Add[0] = v },
		"removal":     func(s *Set) { s.Changes[0].Edits[1].Remove[0].K++ },
		"over":        func(s *Set) { s.Changes[0].Edits[3].Over[0].N++ },
		"deletion":    func(s *Set) { s.Changes[2].Edits[0].Value = &v },
		"seen":        func(s *Set) { s.Changes[2].Edits[0].Seen = []ID{ref(9, 1)} },
		"erasure":     func(s *Set) { s.Changes[3].Erase.Records[0][0]++ },
		"one less":    func(s *Set) { s.Changes = s.Changes[:3] },
		"other order": func(s *Set) { s.Changes[0], s.Changes[1] = s.Changes[1], s.Changes[0] },
	} {
		s, err := Decode(richWire(t))
		if err != nil {
			t.Fatal(err)
		}
		alter(s)
		h, err := Hash(s)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%s: the hash is the same as with %s", name, other)
		}
		seen[h] = name
	}
}

var richBytes []byte

// richWire returns one and the same wire form each time: salts are random.
func richWire(t testing.TB) []byte {
	if richBytes == nil {
		richBytes = wire(t, rich(t))
	}
	return richBytes
}
