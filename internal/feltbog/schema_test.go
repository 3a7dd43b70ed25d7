package feltbog

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// snake turns a Go name into the name it must have on the wire: GuideVersion is guide_version, DPOContact dpo_contact.
func snake(name string) string {
	var out strings.Builder
	rs := []rune(name)
	for i, r := range rs {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1])) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

func TestEveryKindIsNamedAfterItsNounAndLivesSomewhere(t *testing.T) {
	if len(Schemas()) != len(catalogue) {
		t.Errorf("%d schemas for %d entries", len(Schemas()), len(catalogue))
	}
	for _, s := range Schemas() {
		rec := s.New()
		if name := reflect.TypeOf(rec).Elem().Name(); string(s.Kind) != snake(name) || rec.Kind() != s.Kind {
			t.Errorf("%s is the kind of %s", s.Kind, name)
		}
		id := NewID()
		if rec.SetRecordID(id); rec.RecordID() != id {
			t.Errorf("%s loses its id", s.Kind)
		}
		if len(s.Spaces) == 0 {
			t.Errorf("%s lives nowhere", s.Kind)
		}
		if ErrorCode(CheckRequired(s.New())) == "" && slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Required }) {
			t.Errorf("an empty %s is not refused", s.Kind)
		}
	}
}

func TestEveryFieldHasOneNameInTagJSONAndGo(t *testing.T) {
	for _, s := range Schemas() {
		typ := reflect.TypeOf(s.New()).Elem()
		for i := range typ.NumField() {
			sf := typ.Field(i)
			if sf.Anonymous {
				continue
			}
			name, _, _ := strings.Cut(sf.Tag.Get("field"), ",")
			if name == "" || name != snake(sf.Name) || sf.Tag.Get("json") != name || !snakeCase.MatchString(name) {
				t.Errorf("%s.%s: field %q, json %q", s.Kind, sf.Name, name, sf.Tag.Get("json"))
			}
		}
		for _, f := range s.Fields {
			if f.Type == TypeList && f.GoType.Elem().Kind() == reflect.Struct && f.GoType.Elem() != reflect.TypeFor[FuzzyDate]() {
				rowTagsMatch(t, s.Kind, f.GoType.Elem())
			}
		}
	}
}

// rowTagsMatch checks the rows of lists, and the lists within them.
func rowTagsMatch(t *testing.T, k Kind, row reflect.Type) {
	for i := range row.NumField() {
		sf := row.Field(i)
		if sf.Tag.Get("json") != snake(sf.Name) {
			t.Errorf("%s: %s.%s has json %q", k, row.Name(), sf.Name, sf.Tag.Get("json"))
		}
		if sf.Type.Kind() == reflect.Slice && sf.Type.Elem().Kind() == reflect.Struct {
			rowTagsMatch(t, k, sf.Type.Elem())
		}
	}
}

func TestTagOptionsFitTheirFields(t *testing.T) {
	for _, s := range Schemas() {
		for _, f := range s.Fields {
			where := string(s.Kind) + "." + f.Name
			isText := f.Type == TypeText && f.GoType.Kind() == reflect.String
			if (f.Search || f.Long) && !isText {
				t.Errorf("%s: only text is searched or long", where)
			}
			if isRef := f.Type == TypeRef || f.Type == TypeSet && f.Elem == TypeRef; isRef != (len(f.Refs) > 0) {
				t.Errorf("%s: an id and nothing else names the kinds it refers to", where)
			}
			if f.Indexed && (f.Type == TypeSet || f.Type == TypeList || f.Long) {
				t.Errorf("%s: cannot be indexed", where)
			}
			if f.Subject != slices.Contains(f.Refs, KindParticipant) || f.Subject && len(f.Refs) != 1 {
				t.Errorf("%s: subjects are participants, and participants are subjects", where)
			}
			for _, k := range f.Refs {
				if SchemaOf(k) == nil {
					t.Errorf("%s refers to %q, which is no kind", where, k)
				}
			}
		}
	}
}

// sayWhoOrWhere are words that only the name of a field with a personal name, a number or an address holds.
var sayWhoOrWhere = []string{"nickname", "nicknames", "surname", "phone", "email", "mail", "address", "cpr", "contact", "guardian", "companion",
	"interpreter", "birthday", "latitude", "longitude", "facebook"}

// officials are the fields with such names that hold a public body's details or a colleague's, not a participant's.
var officials = map[string]bool{
	"project.controller_address": true, "project.controller_contact": true, "project.controller_phone": true,
	"project.controller_email": true, "project.dpo_contact": true, "depicted_person.by_guardian": true,
}

// named are the kinds outside the register whose name is the name of a thing or of a colleague.
var named = []Kind{KindActor, KindAttachment, KindDevice, KindGuide, KindGuideVersion, KindMember, KindMethodCard, KindPile, KindPlace, KindPrinciple,
	KindTag, KindTrialAction}

func TestNamesAndAddressesOfPeopleStandInTheRegisterOnly(t *testing.T) {
	for _, s := range Schemas() {
		if slices.Equal(s.Spaces, []SpaceKind{RegisterSpace}) {
			continue
		}
		for _, f := range s.Fields {
			where := string(s.Kind) + "." + f.Name
			if f.Name == "name" && !slices.Contains(named, s.Kind) {
				t.Errorf("%s: whose name is it?", where)
			}
			for _, word := range strings.Split(f.Name, "_") {
				if slices.Contains(sayWhoOrWhere, word) && !officials[where] {
					t.Errorf("%s belongs in the register", where)
				}
			}
		}
	}
	for _, k := range []Kind{KindIdentity, KindContact, KindPaper, KindPhotoLocation} {
		if !slices.Equal(SchemaOf(k).Spaces, []SpaceKind{RegisterSpace}) {
			t.Errorf("%s has left the register", k)
		}
	}
}

func TestWhatAWorkshopHoldsLeadsBackToNobody(t *testing.T) {
	for _, s := range Schemas() {
		if !s.Lives(WorkshopSpace) || s.Kind == KindDevice { // a device in a workshop has no member
			continue
		}
		for _, f := range s.Fields {
			if f.GoType == instantType {
				t.Errorf("%s.%s: times tell which cards belong together", s.Kind, f.Name)
			}
			for _, k := range f.Refs {
				if !SchemaOf(k).Lives(WorkshopSpace) {
					t.Errorf("%s.%s leads to %s, which is not in the workshop", s.Kind, f.Name, k)
				}
			}
		}
	}
}

func TestPerspectiveIsAFieldOfEverythingThatIsSeenFromSomewhere(t *testing.T) {
	for _, k := range []Kind{KindParticipant, KindExcerpt, KindCard, KindInterpretation, KindNoteBlock, KindReading, KindAnswer, KindPhotoTalk} {
		if f, ok := SchemaOf(k).Field("perspective"); !ok || f.GoType != reflect.TypeFor[Perspective]() {
			t.Errorf("%s has no perspective", k)
		}
	}
}

func TestKindsWithRulesOfTheirOwnHaveAVerb(t *testing.T) {
	for _, k := range []Kind{KindConsent, KindDisclosure, KindWithdrawalCase, KindMember, KindDevice, KindNumberBlock, KindCard, KindCardSource, KindGuideVersion, KindInformationLetter} {
		if SchemaOf(k).Verb == "" {
			t.Errorf("%s can be written by hand", k)
		}
	}
}

func TestEverythingThatIsExportedIsExplained(t *testing.T) {
	explained := func(name string, doc *ast.CommentGroup) {
		if ast.IsExported(name) && (doc == nil || len(strings.Fields(doc.Text())) < 2) {
			t.Errorf("%s has no sentence", name)
		}
	}
	inspect := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			explained(n.Name.Name, n.Doc)
			return false
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok {
					explained(ts.Name.Name, n.Doc)
					if st, ok := ts.Type.(*ast.StructType); ok && stored(st) {
						fieldsExplained(t, ts.Name.Name, st)
					}
				}
			}
		}
		return true
	}
	names, err := filepath.Glob("*.go")
	if err != nil || len(names) < 60 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, inspect)
	}
}

func stored(st *ast.StructType) bool {
	return slices.ContainsFunc(st.Fields.List, func(f *ast.Field) bool { return f.Tag != nil && strings.Contains(f.Tag.Value, "json:") })
}

// fieldsExplained wants a sentence above each field that begins with its name, as a user would read it in a help text.
func fieldsExplained(t *testing.T, noun string, st *ast.StructType) {
	for _, f := range st.Fields.List {
		if f.Tag == nil || noun == "Base" {
			continue
		}
		name := f.Names[0].Name
		if doc := strings.TrimSpace(f.Doc.Text()); !strings.HasPrefix(doc, name) || !strings.ContainsAny(doc[len(doc)-1:], ".?") {
			t.Errorf("%s.%s: %q is no sentence about it", noun, name, doc)
		}
	}
}
