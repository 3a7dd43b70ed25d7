package feltbog

import (
	"encoding"
	"fmt"
	"reflect"
	"sort"
	"strings"
	"sync"
)

// Kind names a type of record in snake_case, as it stands on the wire, in the database and on the command line.
type Kind string

// SpaceKind names one of the three kinds of space that a project's data lives in.
type SpaceKind string

// The space kinds. A record kind lives in exactly the spaces that its catalogue entry lists.
const (
	RegisterSpace SpaceKind = "register" // names, contacts, signed papers, the key name <-> pseudonym
	TeamSpace     SpaceKind = "team"     // everything captured, by pseudonym only
	WorkshopSpace SpaceKind = "workshop" // cleared copies and what people said about them
)

// Record is a noun of the vocabulary. Implementations are pointers to structs that embed Base; their stored fields
// carry a `field` tag, which is the single source for the wire format, the tables and the command line.
//
// Tag syntax: `field:"name[,option...]"` with the options
//
//	required     Validate's caller refuses the zero value
//	set          add-wins set ([]ID or []string): additions and removals merge one by one
//	silent       last writer wins without a visible second version (positions, sort order, window state)
//	search       the text is found by search
//	index        the column gets a database index (references that lists are made by)
//	subject      the reference names the person the record is about (data subject)
//	long         multi-line text; two versions are offered a merge by paragraph
//	ref=a|b      the ID names a record of one of these kinds
type Record interface {
	Kind() Kind
	Validate() error
	RecordID() ID
	SetRecordID(ID)
}

// Base carries the identity of a record.
type Base struct {
	ID ID `json:"id"`
}

// RecordID returns the record's identity.
func (b *Base) RecordID() ID { return b.ID }

// SetRecordID names the record.
func (b *Base) SetRecordID(id ID) { b.ID = id }

// Type is the storage class of a field.
type Type int

// The storage classes: the wire form (CBOR) and the column type follow from them.
const (
	TypeText  Type = iota + 1 // string kinds, and types with a text form (FuzzyDate, BlobRef): text
	TypeBool                  // bool
	TypeInt                   // integers and Instant: integer
	TypeFloat                 // float64
	TypeRef                   // ID: 16 bytes
	TypeSet                   // add-wins set of TypeText or TypeRef
	TypeList                  // ordered rows stored whole as one value
)

// Field describes one stored field of a kind.
type Field struct {
	Name     string
	Type     Type
	Elem     Type // element class of a TypeSet
	Required bool
	Silent   bool
	Search   bool
	Indexed  bool
	Subject  bool
	Long     bool
	Refs     []Kind
	GoType   reflect.Type
	index    int
}

// Schema describes one kind: where it lives and what it holds.
type Schema struct {
	Kind   Kind
	Spaces []SpaceKind // the first is the home that a new record goes to
	Fields []Field     // in the order of the Go struct
	// Verb is set for kinds that have rules of their own (consent, erasure, disclosure, keys): the generic
	// "record put" refuses them and names this verb instead.
	Verb   string
	goType reflect.Type
	byName map[string]int
}

// New returns a pointer to a fresh zero record of the kind.
func (s *Schema) New() Record { return reflect.New(s.goType).Interface().(Record) }

// Field returns the named field.
func (s *Schema) Field(name string) (Field, bool) {
	i, ok := s.byName[name]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

// Lives reports whether records of the kind may stand in a space of that kind.
func (s *Schema) Lives(k SpaceKind) bool {
	for _, x := range s.Spaces {
		if x == k {
			return true
		}
	}
	return false
}

// Value returns the Go value of the field in rec, which must be of the schema's kind.
func (f Field) Value(rec Record) reflect.Value {
	return reflect.ValueOf(rec).Elem().Field(f.index)
}

// entry is one line of the catalogue: a zero record, where it lives, and the verb that rules it if it has one.
type entry struct {
	rec    Record
	spaces []SpaceKind
	verb   string
}

var schemas = sync.OnceValue(func() map[Kind]*Schema {
	m := make(map[Kind]*Schema, len(catalogue))
	for _, e := range catalogue {
		s := describe(e)
		if m[s.Kind] != nil {
			panic("feltbog: kind listed twice: " + string(s.Kind))
		}
		m[s.Kind] = s
	}
	return m
})

// SchemaOf returns the schema of a kind, or nil when this version does not know it.
func SchemaOf(k Kind) *Schema { return schemas()[k] }

// Schemas returns all schemas in order of kind.
func Schemas() []*Schema {
	all := make([]*Schema, 0, len(catalogue))
	for _, s := range schemas() {
		all = append(all, s)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Kind < all[j].Kind })
	return all
}

var (
	idType      = reflect.TypeFor[ID]()
	instantType = reflect.TypeFor[Instant]()
	textType    = reflect.TypeFor[encoding.TextMarshaler]()
)

// describe reads the tags of one noun. A wrong tag is a fault of the program and panics at start, where a test sees it.
func describe(e entry) *Schema {
	t := reflect.TypeOf(e.rec).Elem()
	s := &Schema{Kind: e.rec.Kind(), Spaces: e.spaces, Verb: e.verb, goType: t, byName: map[string]int{}}
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, ok := sf.Tag.Lookup("field")
		if !ok {
			continue
		}
		parts := strings.Split(tag, ",")
		f := Field{Name: parts[0], GoType: sf.Type, index: i}
		isSet := false
		for _, opt := range parts[1:] {
			switch {
			case opt == "required":
				f.Required = true
			case opt == "set":
				isSet = true
			case opt == "silent":
				f.Silent = true
			case opt == "search":
				f.Search = true
			case opt == "index":
				f.Indexed = true
			case opt == "subject":
				f.Subject = true
			case opt == "long":
				f.Long = true
			case strings.HasPrefix(opt, "ref="):
				for _, k := range strings.Split(opt[4:], "|") {
					f.Refs = append(f.Refs, Kind(k))
				}
			default:
				panic(fmt.Sprintf("feltbog: %s.%s: unknown tag option %q", s.Kind, f.Name, opt))
			}
		}
		switch {
		case isSet:
			f.Type, f.Elem = TypeSet, scalarType(sf.Type.Elem())
		case sf.Type.Kind() == reflect.Slice && !sf.Type.Implements(textType):
			f.Type = TypeList
		default:
			f.Type = scalarType(sf.Type)
		}
		if f.Name == "" || f.Type == 0 || (isSet && f.Elem != TypeRef && f.Elem != TypeText) {
			panic(fmt.Sprintf("feltbog: %s.%s: type %s cannot be stored", s.Kind, f.Name, sf.Type))
		}
		if _, twice := s.byName[f.Name]; twice {
			panic(fmt.Sprintf("feltbog: %s.%s: listed twice", s.Kind, f.Name))
		}
		s.byName[f.Name] = len(s.Fields)
		s.Fields = append(s.Fields, f)
	}
	return s
}

func scalarType(t reflect.Type) Type {
	switch {
	case t == idType:
		return TypeRef
	case t == instantType:
		return TypeInt
	case t.Implements(textType):
		return TypeText
	}
	switch t.Kind() {
	case reflect.String:
		return TypeText
	case reflect.Bool:
		return TypeBool
	case reflect.Int, reflect.Int64:
		return TypeInt
	case reflect.Float64:
		return TypeFloat
	}
	return 0
}
