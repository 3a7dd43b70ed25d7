package feltbog

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFieldsAreSetFromWhatPeopleType(t *testing.T) {
	id1, id2 := NewID(), NewID()
	ids := []ID{id1, id2}
	if id1.String() > id2.String() {
		ids = []ID{id2, id1}
	}
	for _, c := range []struct {
		rec         Record
		field, text string
		want        any
	}{
		{&Photo{}, "important", "ja", true},
		{&Photo{}, "important", "false", false},
		{&Photo{}, "width", " 4000 ", 4000},
		{&Photo{}, "taken", "2025-03-13T15:00:00+01:00", mustInstant("2025-03-13T15:00:00+01:00")},
		{&Photo{}, "sensitive", "home, health,home", []SensitiveContent{ShowsHealth, ShowsHome}},
		{&Photo{}, "session", id1.String(), id1},
		{&Photo{}, "tags", id2.String() + "," + id1.String(), ids},
		{&Photo{}, "when", "13. marts 2025 kl. 15", mustDate("2025-03-13T15:00")},
		{&Photo{}, "when", "2025-W12", mustDate("2025-W12")},
		{&Photo{}, "children", "no", No},
		{&PhotoLocation{}, "latitude", "55,7", 55.7},
		{&PhotoLocation{}, "latitude", "55.7", 55.7},
		{&Region{}, "points", `[{"x":0.1,"y":0.2}]`, []Point{{0.1, 0.2}}},
		{&PlanAction{}, "dates", `["marts 2025","2025-W12"]`, []FuzzyDate{mustDate("2025-03"), mustDate("2025-W12")}},
		{&NoteBlock{}, "text", "  to linjer\nmed luft  ", "  to linjer\nmed luft  "},
		{&Attachment{}, "file", NewBlobRef([]byte("x"), "text/plain").String(), NewBlobRef([]byte("x"), "text/plain")},
	} {
		if err := SetText(c.rec, c.field, c.text); err != nil {
			t.Errorf("%s=%q: %v", c.field, c.text, err)
			continue
		}
		f, _ := SchemaOf(c.rec.Kind()).Field(c.field)
		if got := f.Value(c.rec).Interface(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s=%q gives %v, want %v", c.field, c.text, got, c.want)
		}
		if err := SetText(c.rec, c.field, ""); err != nil || !f.Value(c.rec).IsZero() {
			t.Errorf("%s is not emptied: %v", c.field, err)
		}
	}
}

func mustInstant(s string) Instant {
	i, err := ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return i
}

func mustDate(machine string) FuzzyDate {
	var d FuzzyDate
	if _ = d.UnmarshalText([]byte(machine)); d.Unknown() != "" {
		panic(machine)
	}
	return d
}

func TestAValueThatDoesNotFitNamesItsFieldAndChangesNothing(t *testing.T) {
	for _, c := range []struct{ field, text string }{
		{"important", "måske"}, {"width", "bred"}, {"taken", "i går"}, {"session", "B-07"}, {"tags", "rød, blå"}, {"when", "5. september"}, {"when", "engang"},
		{"original", "billede.jpg"}, {"no_such_field", "x"}, {"file_name", "\xff"},
	} {
		p := &Photo{Important: true, Width: 7, FileName: "før"}
		before := *p
		err := SetText(p, c.field, c.text)
		if ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), c.field) || !strings.Contains(err.Error(), "photo") {
			t.Errorf("%s=%q: %v", c.field, c.text, err)
		}
		if !reflect.DeepEqual(*p, before) {
			t.Errorf("%s=%q changed the record", c.field, c.text)
		}
	}
	for name, text := range map[string]string{"latitude": "NaN", "longitude": "1e999"} {
		if err := SetText(&PhotoLocation{}, name, text); ErrorCode(err) != EInvalid {
			t.Errorf("%s=%s: %v", name, text, err)
		}
	}
	if err := SetText(&PlanAction{}, "dates", `["2025-03","engang"]`); ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), "engang") {
		t.Errorf("dates: %v", err)
	}
	r := &Region{}
	for _, bad := range []string{"[", `[{"z":1}]`, `[] []`, `{}`} {
		if err := SetText(r, "points", bad); ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), "points") {
			t.Errorf("points=%s: %v", bad, err)
		}
	}
}

func TestSetJSONSetsAllFieldsOrNone(t *testing.T) {
	p := &Photo{Width: 7}
	err := SetJSON(p, map[string]json.RawMessage{"width": json.RawMessage("9"), "zoom": json.RawMessage("1")})
	if ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), "zoom") || p.Width != 7 {
		t.Errorf("%v, width %d", err, p.Width)
	}
	if err = SetJSON(p, map[string]json.RawMessage{"important": json.RawMessage(`"ja"`)}); ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), "important") {
		t.Errorf("%v", err)
	}
	err = SetJSON(p, map[string]json.RawMessage{"width": json.RawMessage("null"), "when": json.RawMessage(`"forår 2025"`)})
	if err != nil || p.Width != 0 || p.When != mustDate("2025-S1") {
		t.Errorf("%v, %+v", err, p)
	}
	if err = SetJSON(p, map[string]json.RawMessage{"when": json.RawMessage(`"engang"`)}); ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), "when") {
		t.Errorf("%v", err)
	}
}

// drawValue fills any field of the vocabulary.
func drawValue(t *rapid.T, v reflect.Value, label string) {
	switch p := v.Addr().Interface().(type) {
	case *ID:
		copy(p[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, label))
		return
	case *Instant:
		*p = Instant(rapid.Int64Range(1, 1<<53).Draw(t, label)/instantScale*instantScale + instantBias)
		return
	case *FuzzyDate:
		*p = mustDate(rapid.SampledFrom([]string{"", "2025-03-13T15:00-17:30", "2025-S1~", "2025-04/..? måske", "? efter aftale"}).Draw(t, label))
		return
	case *BlobRef:
		*p = NewBlobRef(rapid.SliceOf(rapid.Byte()).Draw(t, label), "image/jpeg")
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.String().Draw(t, label))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, label))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64Range(-1<<40, 1<<40).Draw(t, label))
	case reflect.Float64:
		v.SetFloat(rapid.Float64Range(-1e9, 1e9).Draw(t, label))
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, label)
		if n == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			drawValue(t, v.Index(i), label)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			drawValue(t, v.Field(i), label)
		}
	}
}

func TestEveryKindComesBackFromItsFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(Schemas()).Draw(t, "kind")
		rec, back := s.New(), s.New()
		for _, f := range s.Fields {
			v := f.Value(rec)
			if drawValue(t, v, f.Name); f.Type == TypeSet {
				v.Set(sortedSet(v))
			}
		}
		out, err := FieldsJSON(rec)
		if err != nil {
			t.Fatal(err)
		}
		if err = SetJSON(back, out); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(rec, back) {
			t.Fatalf("%s came back changed:\n%+v\n%+v", s.Kind, rec, back)
		}
		again, err := FieldsJSON(back)
		if err != nil || !reflect.DeepEqual(out, again) {
			t.Fatalf("%s prints differently the second time", s.Kind)
		}
	})
}

func TestOnlyFieldsThatHoldSomethingAreListed(t *testing.T) {
	out, err := FieldsJSON(&Tag{Name: "a<b"})
	if err != nil || len(out) != 1 || string(out["name"]) != `"a<b"` {
		t.Errorf("%s, %v", out, err)
	}
}

func TestAFileReferenceSaysWhatIsWrongWithIt(t *testing.T) {
	good := NewBlobRef([]byte("billede"), "image/jpeg")
	if back, err := ParseBlobRef(good.String()); err != nil || back != good {
		t.Errorf("%v, %v", back, err)
	}
	for _, s := range []string{"x", "::", "00:1:image/jpeg", good.String() + "; charset=utf-8", strings.Replace(good.String(), ":7:", ":-7:", 1),
		strings.Replace(good.String(), "image/jpeg", "IMAGE", 1)} {
		if _, err := ParseBlobRef(s); ErrorCode(err) != EInvalid {
			t.Errorf("%q: %v", s, err)
		}
	}
}
