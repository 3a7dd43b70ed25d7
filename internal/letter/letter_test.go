package letter

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

func full() *feltbog.Project {
	p := &feltbog.Project{}
	for _, f := range feltbog.SchemaOf(feltbog.KindProject).Fields {
		switch v := f.Value(p); v.Kind() {
		case reflect.String:
			v.SetString("Lillerup")
		case reflect.Struct:
			if d, err := feltbog.ParseFuzzyDate("31. december 2026", 0); err == nil && v.Type() == reflect.TypeFor[feltbog.FuzzyDate]() {
				v.Set(reflect.ValueOf(d))
			}
		}
	}
	return p
}

func TestTheFormAsksAboutEveryScopeOnce(t *testing.T) {
	var asked []feltbog.Scope
	for _, q := range Shipped(Consent).Questions {
		if q.Scope != "" {
			asked = append(asked, q.Scope)
		}
		for _, c := range q.Scopes {
			asked = append(asked, c.Scope)
		}
	}
	want := feltbog.Scopes()
	slices.Sort(asked)
	slices.Sort(want)
	if !slices.Equal(asked, want) {
		t.Errorf("asked is\n%v, the scopes are\n%v", asked, want)
	}
}

func TestTheCardAsksAboutEveryUseThatAPictureHasThere(t *testing.T) {
	choices := strings.Join(Shipped(Card).Choices, "\n")
	for _, use := range []feltbog.Use{feltbog.UseInterview, feltbog.UseInterpretation, feltbog.UseReport, feltbog.UseTalk, feltbog.UseWeb} {
		if name := Say("choice.use." + string(use)); !strings.Contains(choices, name) {
			t.Errorf("the card does not ask about %s (%s)", use, name)
		}
	}
	if !strings.Contains(choices, "sløres") {
		t.Error("nobody can ask to be covered")
	}
}

func TestEveryBracketIsAFieldThatTheProjectIsAskedFor(t *testing.T) {
	empty := &feltbog.Project{}
	needed := append(empty.MissingForLetter(), "title")
	for _, name := range []string{Information, Simple, Consent, Card} {
		for _, b := range Shipped(name).Brackets() {
			if !slices.Contains(needed, b) {
				t.Errorf("%s: nobody is asked for [%s]", name, b)
			}
		}
		var raw any
		if err := json.Unmarshal(assets.Letter(name), &raw); err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\[([^\]"]*)\]`).FindAllStringSubmatch(string(assets.Letter(name)), -1) {
			if _, ok := feltbog.SchemaOf(feltbog.KindProject).Field(m[1]); !ok && !strings.ContainsAny(m[1], "\n{") {
				t.Errorf("%s: [%s] is no field of a project", name, m[1])
			}
		}
	}
	for _, name := range empty.MissingForLetter() { // whoever fills them in finds them in the letter
		if name != "legal_basis" && !slices.Contains(Shipped(Information).Brackets(), name) {
			t.Errorf("%s is asked for and stands nowhere", name)
		}
	}
}

func TestWhatIsMissingIsNamedAndAFullProjectFillsEveryBracket(t *testing.T) {
	p := full()
	for _, name := range []string{Information, Simple, Consent, Card} {
		template := Shipped(name)
		if missing := template.Missing(p); len(missing) != 0 {
			t.Errorf("%s: %v", name, missing)
		}
		if text := template.Text(p); strings.ContainsAny(text, "[]") || strings.Contains(text, "..") {
			t.Errorf("%s: %s", name, text)
		}
		if missing := template.Missing(&feltbog.Project{}); len(missing) < 13 || !slices.Contains(missing, "controller_phone") {
			t.Errorf("%s: %v", name, missing)
		}
	}
}

func TestWhatDoesNotApplyDoesNotStandThere(t *testing.T) {
	p := full()
	if text := Shipped(Information).Text(p); !strings.Contains(text, "# Arkiv") || !strings.Contains(text, "# Hvem får det ellers?") {
		t.Error(text)
	}
	p.ArchiveDuty, p.Processors, p.RightsExceptions = "", "", ""
	if text := Shipped(Information).Text(p); strings.Contains(text, "Arkiv") || strings.Contains(text, "ellers") || strings.Contains(text, "Undtagelser") {
		t.Error(text)
	}
	if missing := Shipped(Information).Missing(p); !slices.Contains(missing, "rights_exceptions") == (p.LegalBasis == feltbog.ResearchOnly) {
		t.Error(missing)
	}
}

func TestWhatSomebodyTypedFitsIntoTheSentence(t *testing.T) {
	p := full()
	p.Purpose, p.ControllerAddress = " at forstå hverdagen. \n", "Torvet 1\n9999 Lillerup"
	text := Shipped(Information).Text(p)
	if !strings.Contains(text, "Formålet er: at forstå hverdagen. Rets") || !strings.Contains(text, "Torvet 1 9999 Lillerup") {
		t.Error(text)
	}
	p.Purpose = "at [controller] forstår" // what a person types is not looked at again
	if text := Shipped(Information).Text(p); !strings.Contains(text, "at [controller] forstår") {
		t.Error(text)
	}
}

func TestTheLettersSayWhatTheLawAsksFor(t *testing.T) {
	for _, name := range []string{Information, Simple} {
		text := strings.ToLower(Shipped(name).Text(full()))
		for _, want := range []string{"telefon", "databeskyttelsesrådgiver", "slette", "rettet", "datatilsynet", "nej"} {
			if want == "telefon" && name == Simple {
				want = "ringe"
			}
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if strings.Contains(text, "anonym") || strings.Contains(text, "!") {
			t.Errorf("%s promises too much", name)
		}
	}
}
