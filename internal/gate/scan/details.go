package scan

import (
	"regexp"
	"slices"
	"strings"
)

// detail is a pattern of one class; whole words of any case.
type detail struct {
	class string
	found *regexp.Regexp
}

const days = `(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)`

// details are what tells little by itself. Classes count, not how often one of them stands there.
var details = []detail{
	{"age", regexp.MustCompile(`(?i)\b\d{1,3}[- ]?(?:år(?:ige?|s)?|åriges?)\b|\b(?:i|først i|midt i|sidst i)` + sp + `(?:30|40|50|60|70|80|90)['’]?erne|\bfødt (?:i )?(?:18|19|20)\d{2}`)},
	{"illness", regexp.MustCompile(`(?i)\b(?:diabetes|sukkersyge|kol|kræft|brystkræft|lungekræft|tarmkræft|demens|alzheimers?|parkinsons?|skizofreni|depression|bipolar|adhd|autisme|epilepsi|sclerose|sklerose|gigt|leddegigt|blodprop|hjerneblødning|hjertesvigt|apopleksi|astma|nyresvigt|hepatitis|hiv|angst|ptsd|alkoholmisbrug|misbrug|blind|døv|amputeret|dialyse|psykose|anoreksi|bulimi|knoglebrud|hoftebrud|sindslidelse)(?:en|s|er)?\b`)},
	{"work", regexp.MustCompile(`(?i)\b(?:skolelærer|lærer|pensioneret|landmand|fisker|smed|slagter|bager|præst|tømrer|murer|maler|frisør|chauffør|buschauffør|købmand|postbud|sygeplejerske|sosu-?assistent|pædagog|jordemoder|politibetjent|advokat|direktør|skoleleder|borgmester|byrådsmedlem|formand|kasserer|viceskoleinspektør|kirketjener|graver|organist|dagplejer|minkavler|vognmand|mekaniker|elektriker|ingeniør|læge|tandlæge)(?:en|s)?\b`)},
	{"day", regexp.MustCompile(`(?i)\b\d{1,2}\.` + sp + `?` + days + `(?:` + sp + `\d{4})?\b|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b`)},
	{"family", regexp.MustCompile(`(?i)\b(?:enke|enkemand|enlig mor|enlig far|tvilling(?:er)?|trillinger|(?:to|tre|fire|fem|seks|syv|otte|ni) (?:børn|sønner|døtre|børnebørn|søskende)|fraskilt|adopteret|plejebarn|eneste (?:barn|datter|søn))\b`)},
	{"place", regexp.MustCompile(`\b(?:[Ii]|[Vv]ed|[Ff]ra|[Pp]å|[Tt]il|[Nn]ær)` + sp + `(\p{Lu}\p{Ll}+(?:` + sp + `\p{Lu}\p{Ll}+)?)`)},
}

// Details returns what tells something about who somebody is without naming anybody, in the order of the text. places are
// names that are known to be places.
func Details(text string, places []string) []Finding {
	var out []Finding
	add := func(class string, start, end int) {
		if !slices.ContainsFunc(out, func(f Finding) bool { return start < f.End && f.Start < end }) {
			out = append(out, Finding{Start: start, End: end, Kind: Detail, Class: class, Text: text[start:end]})
		}
	}
	for _, p := range places {
		if len([]rune(p)) < 3 {
			continue
		}
		for at := 0; ; {
			i := strings.Index(text[at:], p)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(p)
			if startsWord(text, start) && (!wordBegins(text[at:]) || strings.HasPrefix(text[at:], "s") && !wordBegins(text[at+1:])) {
				add("place", start, at)
			}
		}
	}
	for _, d := range details {
		for _, at := range d.found.FindAllStringSubmatchIndex(text, -1) {
			start, end := at[0], at[1]
			if len(at) > 2 {
				start, end = at[2], at[3]
			}
			if startsWord(text, start) && (end == len(text) || !wordBegins(text[end:])) {
				add(d.class, start, end)
			}
		}
	}
	slices.SortFunc(out, func(a, b Finding) int { return a.Start - b.Start })
	return out
}

// Enough is how many kinds of detail in one excerpt may point at one person.
const Enough = 3

// Classes counts the kinds of detail among findings.
func Classes(found []Finding) int {
	seen := map[string]bool{}
	for _, f := range found {
		if f.Kind == Detail {
			seen[f.Class] = true
		}
	}
	return len(seen)
}

// Sentence returns the sentence that a passage stands in, as bytes of the text.
func Sentence(text string, start, end int) (from, to int) {
	from, to = 0, len(text)
	if i := strings.LastIndexAny(text[:start], ".!?\n"); i >= 0 {
		from = i + 1
	}
	if i := strings.IndexAny(text[end:], ".!?\n"); i >= 0 {
		to = end + i + 1
	}
	for from < start && (text[from] == ' ' || text[from] == '\n' || text[from] == '\r') {
		from++
	}
	return from, to
}
