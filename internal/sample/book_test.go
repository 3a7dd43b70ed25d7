package sample

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

func project(t *testing.T) ([]Step, map[feltbog.ID]feltbog.Record) {
	t.Helper()
	f := Founded{Project: feltbog.NewID(), Member: feltbog.NewID()}
	steps, err := Project(f)
	if err != nil {
		t.Fatal(err)
	}
	all := map[feltbog.ID]feltbog.Record{}
	for _, s := range steps {
		for _, rec := range s.Records {
			if all[rec.RecordID()] != nil {
				t.Errorf("%s %s is written twice", rec.Kind(), rec.RecordID())
			}
			all[rec.RecordID()] = rec
		}
	}
	if _, ok := all[f.Project].(*feltbog.Project); !ok {
		t.Error("the project of the vault is not filled in")
	}
	all[f.Member] = &feltbog.Member{}
	return steps, all
}

func of[R feltbog.Record](all map[feltbog.ID]feltbog.Record) (out []R) {
	for _, rec := range all {
		if r, ok := rec.(R); ok {
			out = append(out, r)
		}
	}
	return out
}

func TestEveryReferenceLeadsToARecordOfTheRightKind(t *testing.T) {
	_, all := project(t)
	for _, rec := range all {
		for _, f := range feltbog.SchemaOf(rec.Kind()).Fields {
			if len(f.Refs) == 0 {
				continue
			}
			var ids []feltbog.ID
			switch v := f.Value(rec).Interface().(type) {
			case feltbog.ID:
				ids = []feltbog.ID{v}
			case []feltbog.ID:
				ids = v
			}
			for _, id := range ids {
				to := all[id]
				if !id.IsZero() && (to == nil || !slices.Contains(f.Refs, to.Kind())) {
					t.Errorf("%s.%s leads to %v", rec.Kind(), f.Name, to)
				}
			}
		}
	}
}

func TestThePlanHasDatesOfManyShapesAndEveryStatus(t *testing.T) {
	_, all := project(t)
	var dates []string
	statuses := map[feltbog.PlanStatus]bool{}
	guessed, caveat := false, false
	for _, a := range of[*feltbog.PlanAction](all) {
		statuses[a.Status] = true
		caveat = caveat || a.Caveat != "" && len(a.Dates) == 0
		for _, d := range a.Dates {
			dates = append(dates, d.DanishLabel())
			guessed = guessed || d.YearGuessed()
		}
	}
	for _, want := range []string{"9. januar 2025", "23.–24. januar 2025", "6. februar 2025 før kl. 14.00", "4. marts 2025 efter kl. 12.00",
		"Marts 2025", "8. april 2025 kl. 16.00–17.00 (år gættet)", "Forår 2025", "Uge 24, 2025", "Medio april 2025",
		"Fra august til september 2025", "27. marts 2025 kl. 15.00–17.30"} {
		if !slices.Contains(dates, want) {
			t.Errorf("no action is on %q: %q", want, dates)
		}
	}
	if len(statuses) != len(feltbog.PlanStatuses()) || !guessed || !caveat {
		t.Errorf("statuses %v, guessed %v, caveat %v", slices.Collect(maps.Keys(statuses)), guessed, caveat)
	}
}

func TestTheNotesAreOfAllTypesAndLayers(t *testing.T) {
	_, all := project(t)
	types, layers := map[feltbog.NoteType]bool{}, map[feltbog.NoteLayer]bool{}
	for _, n := range of[*feltbog.NoteBlock](all) {
		types[n.Type], layers[n.Layer] = true, true
		if n.Type == feltbog.QuoteVerbatim && n.Speaker.IsZero() {
			t.Errorf("nobody said %q", n.Text)
		}
		if n.Layer == feltbog.FieldNote && n.DerivedFrom.IsZero() {
			t.Errorf("%q is worked out from nothing", n.Text)
		}
	}
	if len(types) != len(feltbog.NoteTypes()) || len(layers) != len(feltbog.NoteLayers()) {
		t.Errorf("%v, %v", types, layers)
	}
}

func TestSomebodyAgreedSomebodyRefusedAndSomebodyTookItBack(t *testing.T) {
	_, all := project(t)
	states := map[feltbog.ConsentState]bool{}
	asked := map[feltbog.ID]bool{}
	for _, c := range of[*feltbog.Consent](all) {
		states[c.State], asked[c.Participant] = true, true
		if c.Letter.IsZero() || c.ExplainedBy.IsZero() {
			t.Errorf("%s of %s does not say what was explained by whom", c.Scope, c.Participant)
		}
	}
	if !states[feltbog.ConsentGiven] || !states[feltbog.ConsentRefused] || !states[feltbog.ConsentWithdrawn] {
		t.Errorf("%v", states)
	}
	if people := len(of[*feltbog.Participant](all)); len(asked) >= people {
		t.Error("of nobody a consent is missing, so nobody sees what that looks like")
	}
}

func TestAGuideInUseIsFrozenAsItStands(t *testing.T) {
	_, all := project(t)
	versions := of[*feltbog.GuideVersion](all)
	if len(versions) != 2 {
		t.Fatalf("%d versions", len(versions))
	}
	for _, v := range versions {
		questions := 0
		for _, th := range v.Themes {
			questions += len(th.Questions)
		}
		if v.State != feltbog.GuideInUse || questions < 5 {
			t.Errorf("%s is %s and has %d questions", v.Name, v.State, questions)
		}
	}
}

func TestListsAreInTheOrderOfTheFile(t *testing.T) {
	steps, _ := project(t)
	last := ""
	n := 0
	for _, s := range steps {
		if p, ok := s.Records[0].(*feltbog.PlanRow); ok {
			n++
			if p.Order <= last {
				t.Errorf("%s stands at %q, after %q", p.Period, p.Order, last)
			}
			last = p.Order
		}
	}
	if n < 5 {
		t.Errorf("%d periods", n)
	}
}

// No person's name, no promise that cannot be kept, and nothing that shouts.
func TestTheWordsAreFitToBeShown(t *testing.T) {
	pseudonym := regexp.MustCompile(`^[BCFLMPTÅ]-\d\d$`)
	_, all := project(t)
	for _, p := range of[*feltbog.Participant](all) {
		if !pseudonym.MatchString(p.Pseudonym) {
			t.Errorf("%s is no pseudonym", p.Pseudonym)
		}
	}
	for _, file := range []string{"project", "guide", "people", "field", "changes"} {
		b, ok := assets.Sample(file)
		if !ok {
			t.Fatal(file)
		}
		text := strings.ToLower(string(b))
		for _, word := range []string{"anonym", "klient", "klynge", "!", "bjørn", "mette", "jonas"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q", file, word)
			}
		}
	}
}

func TestEachMakingHasIDsOfItsOwn(t *testing.T) {
	_, a := project(t)
	_, b := project(t)
	if len(a) != len(b) || len(a) < 200 {
		t.Errorf("%d and %d records", len(a), len(b))
	}
	for id := range a {
		if b[id] != nil {
			t.Fatalf("%s is in both", reflect.TypeOf(a[id]))
		}
	}
}
