package scan

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	address = regexp.MustCompile(`(?:(?:\p{Lu}[\p{L}.]*|[Aa]f|[Dd]en|[Dd]e)` + sp + `){0,3}\p{L}*(?i:vej|vejen|gade|gaden|allé|alle|alleen|stræde|torv|torvet|plads|pladsen|vænge|vænget|parken|toften|bakken|marken|krogen|haven|engen|skrænten|boulevard|sti|stien|lunden|kæret|gården|havnen)` +
		`,?` + sp + `(?:nr\.?` + sp + `)?\d{1,3}` + sp + `?[A-Za-z]?(?:,?` + sp + `(?:\d{1,2}\.|st\.?|kld\.?)` + sp + `?(?:sal|tv|th|mf)?\.?(?:` + sp + `(?:tv|th|mf)\b\.?)?)?(?:,?` + sp + `\d{4}` + sp + `\p{Lu}\p{L}+)?`)
	plate  = regexp.MustCompile(`\b[A-Z]{2}` + sp + `?\d{2}` + sp + `?\d{3}\b`)
	titled = regexp.MustCompile(`(?i:\b(?:fru|frk\.|frøken|hr\.|herr|dr\.|læge|lægen|overlæge|sygeplejerske|hjemmehjælper|sagsbehandler|nabo|naboen|min mand|min kone|min søn|min datter|min bror|min søster|hendes mand|hans kone|hedder|kaldes))` +
		sp + `(\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)*)`)
)

// Look returns what a text must be looked through for before it leaves, in its order; findings do not overlap. What is
// surer stands before what is guessed.
func (s *Scanner) Look(text string) []Finding {
	out := s.Find(text)
	add := func(kind Kind, at ...int) {
		if !slices.ContainsFunc(out, func(f Finding) bool { return at[0] < f.End && f.Start < at[1] }) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: kind, Text: text[at[0]:at[1]]})
		}
	}
	surer := func(kind Kind, at ...int) { // the name of a road may be somebody's
		out = slices.DeleteFunc(out, func(f Finding) bool { return at[0] <= f.Start && f.End <= at[1] && f.Kind != CPR })
		add(kind, at...)
	}
	if strings.ContainsAny(text, "0123456789") {
		for _, at := range address.FindAllStringIndex(text, -1) {
			if r := []rune(text[at[0]:at[1]]); startsWord(text, at[0]) && street(string(r)) && (at[1] == len(text) || text[at[1]] < '0' || text[at[1]] > '9') {
				surer(Address, at...)
			}
		}
		for _, at := range plate.FindAllStringIndex(text, -1) {
			surer(Plate, at...)
		}
	}
	for _, at := range titled.FindAllStringSubmatchIndex(text, -1) {
		if w := strings.Fields(text[at[2]:at[3]])[0]; startsWord(text, at[0]) && len([]rune(w)) > 2 && ordinary[fold(w)] != opener {
			add(Likely, at[2:4]...)
		}
	}
	likely(text, func(start, end int) { add(Likely, start, end) })
	slices.SortStableFunc(out, func(a, b Finding) int { return a.Start - b.Start })
	return out
}

func startsWord(text string, at int) bool {
	return at == 0 || !wordBegins(text[at:]) || !endsWord(text[:at])
}

func endsWord(s string) bool {
	r := []rune(s[max(0, len(s)-4):])
	return len(r) > 0 && (unicode.IsLetter(r[len(r)-1]) || unicode.IsMark(r[len(r)-1]))
}

// street reports whether a passage has the name of a road: at least one capital, for "ved gaden 3" is none.
func street(s string) bool {
	return strings.ContainsFunc(s[:strings.IndexFunc(s, unicode.IsDigit)], unicode.IsUpper)
}

// likely finds given names that many have, and family names made as Danish ones are, that stand with a capital, with the
// words with a capital behind them.
func likely(text string, add func(start, end int)) {
	all := tokens(text)
	for i := 0; i < len(all); i++ {
		t := all[i]
		if !t.capital {
			continue
		}
		given := slices.ContainsFunc(stems(t.key), func(k string) bool {
			return givenNames[k] && (ordinary[k] == onlyName || ordinary[k] == alsoWord && !t.first)
		})
		if !given && !(family(t) && !t.first) && !(family(t) && i+1 < len(all)) {
			continue
		}
		last := i
		for j := i + 1; j < len(all) && j < i+4 && all[j].capital && beside(text[all[j-1].end:all[j].start]); j++ {
			last = j
		}
		if family(t) && i > 0 && all[i-1].capital && !all[i-1].first && beside(text[all[i-1].end:t.start]) {
			t = all[i-1]
		}
		add(t.start, all[last].end)
		i = last
	}
}

// family reports whether a word with a capital is made as Danish family names are.
func family(t token) bool {
	for _, stem := range stems(t.key) {
		for _, end := range []string{"sen", "gård"} {
			if n := len(stem) - len(end); n >= 3 && strings.HasSuffix(stem, end) && !notFamily[stem] {
				return true
			}
		}
	}
	return false
}

func keysOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[fold(w)] = true
	}
	return m
}

// notFamily are words that end as family names do.
var notFamily = keysOf(`voksen lektion lægen næsen maksen visen prisen grænsen issen isen krisen rejsen kassen klassen massen bussen passen hilsen risen
	glasen posen rosen kasen basen dansen kursen vognpassen forvoksen analysen diagnosen fasen krydsen fælleshilsen balancen chancen herregård bondegård prinsesen
	aksen festsen kirkegård baggård herregård storegård forgård skolegård gård ungdomsgård beboelsen undersøgelsen fornemmelsen oplevelsen forståelsen
	bevægelsen forebyggelsen behandlingsen tænksen tilladelsen anbefalelsen afgørelsen begyndelsen indlæggelsen følelsen størelsen bekymringsen lysen
	relsen elsen belsen delsen gelsen`)

// givenNames are names that many in Denmark have.
var givenNames = keysOf(`anne kirsten mette hanne helle susanne lene maria marianne inge karen birgitte camilla charlotte bente gitte louise peter michael
	jens thomas henrik søren christian martin morten anders niels jesper mads rasmus hans bent jørgen bjørn erik ole svend poul knud kurt aage arne
	kaj viggo egon børge ejnar villy gunnar gerda else ellen ruth grethe jytte lis lisbeth lone pia tina dorte dorthe annette jette vibeke britta ulla
	ingrid edith astrid sofie ida freja clara emma laura mathilde josefine caroline amalie cecilie nanna julie sara sarah signe line stine trine maja
	katrine kathrine rikke heidi malene tanja sanne anja winnie conny connie yvonne birthe karin elisabeth elise agnete asta esther gudrun
	magnus oliver noah william lucas oscar emil victor malthe frederik mikkel jonas simon kasper kristian jakob jacob daniel alexander
	tobias nikolaj andreas steffen claus klaus carsten torben flemming finn leif preben kim brian allan john johnny jan per lars steen ib
	mogens verner werner henning holger hugo alfred otto georg karl carl axel aksel ivan ahmed mohammed muhammad ali fatima aisha hassan hussein
	omar yusuf layla amina zainab nadia samira mustafa mehmet ayse emine marek anna eva monika piotr andrzej`)
