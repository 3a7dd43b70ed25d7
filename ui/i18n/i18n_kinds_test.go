package i18n

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

func TestEveryKindFieldAndChoiceHasAName(t *testing.T) {
	need := map[string]bool{}
	for _, s := range feltbog.Schemas() {
		for _, key := range []string{"", ".the", ".many"} {
			need["kind."+string(s.Kind)+key] = true
		}
		for _, f := range s.Fields {
			need["fieldname."+f.Name] = true
		}
	}
	for _, p := range feltbog.Perspectives() {
		need["choice.perspective."+string(p)] = true
	}
	for _, p := range feltbog.PlanStatuses() {
		need["choice.plan_status."+string(p)] = true
	}
	for _, lang := range assets.Languages() {
		for key := range need {
			if text, ok := assets.Sentence(lang, key, nil); !ok || text == "" {
				t.Errorf("%s: no name for %s", lang, key)
			}
		}
		for _, s := range feltbog.Schemas() {
			for _, f := range s.Fields {
				if name := choices(f.GoType); name != "" && !anyChoice(lang, name) {
					t.Errorf("%s: the values of %s.%s have no names: choice.%s", lang, s.Kind, f.Name, name)
				}
			}
		}
	}
}

// choices names a type of choices as the translations do, "" for other types.
func choices(t reflect.Type) string {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.String || t.Name() == "string" || t == reflect.TypeFor[feltbog.Kind]() {
		return ""
	}
	var b strings.Builder
	for i, r := range t.Name() {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func anyChoice(lang, name string) bool {
	for _, key := range assets.Keys(lang) {
		if strings.HasPrefix(key, "choice."+name+".") {
			return true
		}
	}
	return false
}
