package change

import (
	"bytes"
	"reflect"
	"testing"

	"feltbog/internal/feltbog"
)

func FuzzDecodeDraft(f *testing.F) {
	d := &Draft{Action: "note.add", ActionID: feltbog.ID{1}, Reason: "fordi"}
	d.Put(testRecord, "note_block", "text", text("Bussen kom ikke"), []ID{ref(9, 1)}, 7)
	d.Add(testRecord, "note_block", "tags", text("bus"), 7)
	d.Delete(feltbog.ID{5}, &State{Kind: "note_block"}, 8)
	for _, d := range []*Draft{d, {}, {Undoes: &SetID{}, Changes: rich(f).Changes}} {
		b, err := EncodeDraft(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := DecodeDraft(b)
		if err != nil {
			return
		}
		kept, err := EncodeDraft(d)
		if err != nil {
			t.Fatal(err)
		}
		d.TakeBack(testRecord, "tags", text("bus"))
		d.About(testRecord, []feltbog.ID{{7}})
		d.Tidy()
		// Whatever can be sealed can be read by every machine.
		if s, err := testChain(2).Seal(d, 1); err == nil {
			if _, err := Decode(wire(t, s)); err != nil {
				t.Fatalf("sealed, and then: %v", err)
			}
		}
		if d, err = DecodeDraft(kept); err != nil {
			t.Fatalf("a kept draft cannot be read: %v", err)
		}
		if again, err := EncodeDraft(d); err != nil || !bytes.Equal(again, kept) {
			t.Fatalf("a draft changes each time it is kept: %v", err)
		}
	})
}

func FuzzDecodeField(f *testing.F) {
	all := feltbog.Schemas()
	for n, schema := range all {
		for k := range schema.Fields {
			f.Add(uint8(n), uint8(k), []byte{null})
		}
	}
	for _, b := range [][]byte{text("17. februar 2025"), Scalar(int64(-7)), Scalar(1.5), Scalar(true), Scalar(testRecord[:]), {0x81, 0xa1, 0x61, 'x', 1}, {0xf7}} {
		f.Add(uint8(3), uint8(2), b)
	}
	f.Fuzz(func(t *testing.T, n, k uint8, data []byte) {
		schema := all[int(n)%len(all)]
		field := schema.Fields[int(k)%len(schema.Fields)]
		rec, back := schema.New(), schema.New()
		_, _ = Plain(data)
		TextsIn(data)
		if field.Type == feltbog.TypeSet {
			DecodeSet(rec, field, [][]byte{data, data, text("x")})
			if _, err := EncodeSet(rec, field); err != nil {
				t.Fatal(err)
			}
			return
		}
		err := DecodeField(rec, field, data)
		if Readable(field, data) != (err == nil) {
			t.Fatalf("%s.%s is readable, and then: %v", schema.Kind, field.Name, err)
		}
		if err != nil {
			if !field.Value(rec).IsZero() {
				t.Fatalf("%s.%s: a value that cannot be read left something", schema.Kind, field.Name)
			}
			return
		}
		own, err := EncodeField(rec, field)
		if err != nil {
			t.Fatalf("%s.%s: read, but not to be written: %v", schema.Kind, field.Name, err)
		}
		if err := DecodeField(back, field, own); err != nil {
			t.Fatalf("%s.%s: written, but not to be read: %v", schema.Kind, field.Name, err)
		}
		again, err := EncodeField(back, field)
		if err != nil || !bytes.Equal(own, again) {
			t.Fatalf("%s.%s: %x became %x, %v", schema.Kind, field.Name, own, again, err)
		}
	})
}

func TestWordsInARowThatAreNotTextAreRefusedBeforeTheyAreStored(t *testing.T) {
	tried := 0
	for _, schema := range feltbog.Schemas() {
		for _, f := range schema.Fields {
			if f.Type != feltbog.TypeList || f.GoType.Elem().Kind() != reflect.Struct {
				continue
			}
			rec := schema.New()
			f.Value(rec).Set(reflect.MakeSlice(f.GoType, 1, 1))
			row := f.Value(rec).Index(0)
			for i := range row.NumField() {
				if row.Field(i).Kind() == reflect.String && row.Field(i).CanSet() {
					row.Field(i).SetString("\xff")
					tried++
					break
				}
			}
			if row.IsZero() {
				continue
			}
			if _, err := EncodeField(rec, f); keyOf(err) != "field.encode" {
				t.Errorf("%s.%s: %v", schema.Kind, f.Name, err)
			}
		}
	}
	if tried == 0 {
		t.Skip("no kind has rows with text")
	}
}
