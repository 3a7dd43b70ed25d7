package change

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"feltbog/internal/feltbog"
)

// fill gives a field a random value of its type, within reason.
func fill(r *rand.Rand, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[feltbog.ID]():
		v.Set(reflect.ValueOf(feltbog.NewID()))
	case v.Type() == reflect.TypeFor[feltbog.FuzzyDate]():
		d, err := feltbog.ParseFuzzyDate("17. februar 2025 efter kl. 12.00", 2025)
		if err != nil {
			panic(err)
		}
		v.Set(reflect.ValueOf(d))
	case v.Type() == reflect.TypeFor[feltbog.BlobRef]():
		v.Set(reflect.ValueOf(feltbog.NewBlobRef([]byte{byte(r.IntN(256))}, "image/jpeg")))
	case v.Kind() == reflect.String:
		v.SetString([]string{"ærøskøbing", "x", "»citat« 😀"}[r.IntN(3)])
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(int64(r.IntN(1 << 30)))
	case v.CanFloat():
		v.SetFloat(r.Float64())
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(r, v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(r, v.Field(i))
			}
		}
	}
}

func TestEveryFieldOfEveryKindComesBackAsItWas(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, schema := range feltbog.Schemas() {
		for range 3 {
			rec, back := schema.New(), schema.New()
			for _, f := range schema.Fields {
				fill(r, f.Value(rec))
				if f.Type == feltbog.TypeSet {
					elems, err := EncodeSet(rec, f)
					if err != nil {
						t.Fatal(err)
					}
					DecodeSet(back, f, elems)
					continue
				}
				data, err := EncodeField(rec, f)
				if err != nil {
					t.Fatalf("%s.%s: %v", schema.Kind, f.Name, err)
				}
				if err := DecodeField(back, f, data); err != nil {
					t.Fatalf("%s.%s: %v", schema.Kind, f.Name, err)
				}
				if !reflect.DeepEqual(f.Value(rec).Interface(), f.Value(back).Interface()) {
					t.Errorf("%s.%s: %v became %v", schema.Kind, f.Name, f.Value(rec), f.Value(back))
				}
			}
		}
	}
}

func TestAnEmptyFieldAndOneNeverWrittenLookAlike(t *testing.T) {
	for _, schema := range feltbog.Schemas() {
		rec := schema.New()
		for _, f := range schema.Fields {
			if f.Type == feltbog.TypeSet {
				continue
			}
			if data, err := EncodeField(rec, f); err != nil || !IsNull(data) {
				t.Errorf("%s.%s: the zero value is written as %x, %v", schema.Kind, f.Name, data, err)
			}
		}
	}
}

func TestAValueOfAnotherTypeNamesItsFieldAndChangesNothing(t *testing.T) {
	rec := &feltbog.Tag{Name: "Bus"}
	f, _ := feltbog.SchemaOf(feltbog.KindTag).Field("name")
	err := DecodeField(rec, f, Scalar(int64(7)))
	if keyOf(err) != "field.decode" || rec.Name != "Bus" {
		t.Errorf("%v, %q", err, rec.Name)
	}
}
