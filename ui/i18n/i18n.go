// Package i18n words what the window says. The language is chosen once, before the first widget is made; another one
// needs a restart.
package i18n

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

var language = "da"

// Use chooses the language of everything that is worded from now on, of Fyne's own menus too.
func Use(code string) error {
	language = code
	if runtime.GOOS != "windows" {
		// The toolkit looks here for its language. The character set comes from elsewhere and stays what it is.
		if err := os.Setenv("LC_MESSAGES", map[string]string{"da": "da_DK.UTF-8", "en": "en_GB.UTF-8"}[code]); err != nil {
			return err
		}
	}
	own := map[string]string{}
	for fynes, key := range fyneWords {
		own[fynes] = T(key)
	}
	b, err := json.Marshal(own)
	if err != nil {
		return err
	}
	// Fyne takes the language from the system and has no Danish; ours is registered under the system's name.
	return lang.AddTranslationsForLocale(b, lang.SystemLocale())
}

// fyneWords are the words that Fyne's own widgets show.
var fyneWords = map[string]string{
	"Cut": "edit.cut", "Copy": "edit.copy", "Paste": "edit.paste", "Select all": "edit.all", "Undo": "edit.undo", "Redo": "edit.redo",
	"Open": "file.open", "Cancel": "file.cancel", "Save": "file.save", "OK": "file.ok", "Yes": "file.yes", "No": "file.no",
	"Confirm": "file.confirm", "Error": "file.error", "Advanced": "file.advanced", "File": "file.file", "Folder": "file.folder",
	"Create Folder": "file.create", "New Folder": "file.new", "Enter filename": "file.enter", "Show Hidden Files": "file.hidden",
	"Favourites": "file.favourites", "file.name": "file.name", "file.parent": "file.parent",
}

// Language returns the language in use.
func Language() string { return language }

// FromSystem returns Danish when the system speaks it, otherwise English.
func FromSystem() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" && runtime.GOOS != "windows" {
			return known(v)
		}
	}
	return known(string(lang.SystemLocale()))
}

func known(locale string) string {
	if strings.HasPrefix(strings.ToLower(locale), "da") {
		return "da"
	}
	return "en"
}

// T returns the sentence of a key. args are names and what is filled in for them, in turn.
func T(key string, args ...string) string {
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[args[i]] = args[i+1]
	}
	if s, ok := assets.Sentence(language, key, m); ok {
		return s
	}
	return key
}

// Has reports whether there is a sentence of a key that needs nothing filled in.
func Has(key string) bool {
	_, ok := assets.Sentence(language, key, nil)
	return ok
}

// N returns the sentence for a count: key.one for 1, otherwise key.other. Both may hold {n}.
func N(key string, n int, args ...string) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return T(key+form, append(args, "n", Number(n))...)
}

// Degrees writes an angle with five decimals, about a metre on the globe.
func Degrees(v float64) string {
	s := fmt.Sprintf("%.5f", v)
	if Language() == "da" {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Padded writes a number of at least four digits, as on a printed picture.
func Padded(n int) string { return fmt.Sprintf("%04d", n) }

// Number writes a whole number with the language's thousands separator.
func Number(n int) string {
	s := strconv.Itoa(n)
	sep := "."
	if language == "en" {
		sep = ","
	}
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return s
}

// Error returns what an error says to a person: what happened, whether something is lost, what to do.
func Error(err error) string {
	text, ok := feltbog.Explain(err, func(key string, args map[string]string) (string, bool) {
		return assets.Sentence(language, key, args)
	})
	if !ok {
		return T("error.internal", "reason", text)
	}
	return text
}

// Clock writes a time of day as "14.36", in English "14:36".
func Clock(t time.Time) string {
	if language == "en" {
		return t.Format("15:04")
	}
	return t.Format("15.04")
}

// Day writes a date as "27. marts 2025".
func Day(t time.Time) string { return Fuzzy(feltbog.FuzzyDay(t)) }

// Moment writes date and time of day.
func Moment(t time.Time) string { return T("moment", "day", Day(t), "clock", Clock(t)) }

// Fuzzy writes a fuzzy date as it is known.
func Fuzzy(d feltbog.FuzzyDate) string {
	if language == "en" {
		return d.English()
	}
	return d.Danish()
}

// Action says what an action did, from its name, as "plan_action.edit", and the record it was about; its title may be
// empty.
func Action(name string, kind feltbog.Kind, title string) string {
	return assets.Action(language, name, string(kind), title)
}

// Kind names a kind of record, as "handling".
func Kind(k feltbog.Kind) string { return T("kind." + string(k)) }

// Kinds names several records of a kind, as "handlinger".
func Kinds(k feltbog.Kind) string { return T("kind." + string(k) + ".many") }

// FieldName names a field of a record, as "Begrundelse".
func FieldName(field string) string { return T("fieldname." + field) }

// Choice names one of the values that a field can be chosen among. of is the choice's name, as "plan_status".
func Choice(of, value string) string { return T("choice." + of + "." + value) }

// Chords writes chords of the table of keys as they are printed on the keyboard.
func Chords(keys []string) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		parts := strings.Split(k, "+")
		for j, p := range parts {
			if Has("keyname." + p) {
				parts[j] = T("keyname." + p)
			}
		}
		out[i] = strings.Join(parts, "+")
	}
	return out
}

// Upper begins a text with a capital, as a sentence or a label does.
func Upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
