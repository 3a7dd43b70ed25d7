package scan

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// What follows is made of lists that the scanner never reads: names, roads, words and ways to say things.
var (
	madeFirst = strings.Fields(`Thyra Alvilda Ragnhild Sigrun Valborg Petrea Dagmar Kamma Ebba Gunvor Solveig Bodil Tusnelda Zenia Mikala Filippa Xenia
		Ejvind Asger Thorvald Laust Gorm Regnar Skjalm Esben Valdemar Storm Øjvind Åge Thøger Palle Troels Ditlev Konstantin Balthazar Joakim Severin Vilfred`)
	madeLast = strings.Fields(`Bruungaard Fjeldsøe Kvistgaard Nørskov Overbye Rønnow Thygesen Vestergaard Aaskov Bjerregaard Christoffersen Dalsgaard Eskildsen
		Frandsen Gregersen Hvidtfeldt Ishøj Juhl Kjeldsen Lindegaard Mortensgaard Nyborg Olufsen Ploug Quistgaard Ravnkilde Skaarup Tøttrup Ulriksen Villadsen
		Wichmann Yderstræde Zachariassen Ægidius Østerlund Ålykke`)
	madeNick = strings.Fields(`Trulle Basse Sukkermor Guldfar Tykke Makrellen Pjevs Fiskeren Bukser Myggen Skipper Pylle`)
	around   = strings.Split(`Jeg talte med %s i går.|%s siger, at bussen er holdt op med at køre.|Det var %s, der fik os med.|Hun ringer til %s, når det er slemt.
I køkkenet hos %s er der varmt, og kaffen står klar.|Vi sad længe, og %s viste billeder af haven.|Naboen og %s følges til træning om torsdagen.
Ifølge %s er der langt til lægen.|Hvad ville du gøre, hvis %s flyttede?|Brevet lå uåbnet, fortæller %s.|Sønnen til %s kommer hver anden søndag.|Måske kan %s hjælpe med skemaet.
Det er ikke let for %s at sige nej.|"Jeg orker ikke mere," siger %s til mig.|Der står %s på døren.|Da %s kom ind, blev der stille.`, "|")
	harmless = strings.Split(`Bussen kører ikke om aftenen, og så bliver hun hjemme.|Vi mødtes kl. 14.30 i forsamlingshuset.|Prisen var 1.234,50 kr. for hele måneden.
Der kom 27 mennesker, og 12 af dem sagde noget.|Sagen har nummer 2025-123456 i systemet.|Han går en tur hver morgen og hilser på alle.|Jeg åbner dem ikke, siger hun om brevene.
Stolene står i en rundkreds, og der dufter af kaffe.|På væggen hænger en kalender fra 2019.|Det tager 45 minutter at gå til stationen.|Vi har brug for en, der ringer tilbage.
Hun er glad for haven og for hunden.|Politikerne lovede en ny sti, men den kom ikke.|Man skal have MitID for at få en tid.|Side 12 til 18 handler om transport.
Hvem skal jeg spørge, når jeg ikke forstår brevet?|Om sommeren er der liv på torvet.|Telefonen er altid optaget om morgenen.|Det koster 20 kr. og tager 30 minutter.
Måske er det nok at blive set.|Skolen lukkede i 2013, og siden er de unge flyttet.|Hver dag er en ny dag, siger de.|Der er 8 km til den nærmeste butik.
Jorden er våd, og vejen er lukket.|Hans stol er den ved vinduet.|Efteråret var langt og mørkt.|Vi lyttede mere, end vi talte.|I Danmark taler vi sjældent om ensomhed.`, "|")
)

func flat(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, strings.Split(strings.TrimSpace(s), "\n")...)
	}
	return out
}

// planted is a sentence with one passage that must be found.
type planted struct {
	class, text string
	start, end  int
}

// plant makes sentences of every class, and the register that their names stand in.
func plant() ([]planted, []Person) {
	r := rand.New(rand.NewPCG(11, 5))
	pick := func(l []string) string { return l[r.IntN(len(l))] }
	frames := flat(around)
	var out []planted
	add := func(class, passage string) {
		f := pick(frames)
		at := strings.Index(f, "%s")
		out = append(out, planted{class, strings.Replace(f, "%s", passage, 1), at, at + len(passage)})
	}
	var people []Person
	for i := range 60 {
		p := Person{ID: feltbog.ID{9, byte(i)}, Names: []string{madeFirst[i%len(madeFirst)] + " " + madeLast[(i*7)%len(madeLast)]}, Nicknames: []string{madeNick[i%len(madeNick)]}}
		people = append(people, p)
		first, last, _ := strings.Cut(p.Names[0], " ")
		add("name", p.Names[0])
		add("name", first)
		add("lower case", strings.ToLower(last))
		add("upper case", strings.ToUpper(last))
		add("genitive", genitive(last))
		add("nickname", p.Nicknames[0])
		add("spelling", heard(last))
	}
	digit := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(byte('0' + r.IntN(10)))
		}
		return b.String()
	}
	for i := range 60 {
		day, month, year := 1+r.IntN(28), 1+r.IntN(12), r.IntN(58)
		birth := fmt.Sprintf("%02d%02d%02d", day, month, year)
		add("cpr", birth+[]string{"-", "", " ", " - ", "–"}[i%5]+digit(4))
		n := []string{"2", "3", "4", "5", "6", "7", "8", "9"}[r.IntN(8)] + digit(7)
		add("phone", []string{n, n[:2] + " " + n[2:4] + " " + n[4:6] + " " + n[6:], n[:4] + " " + n[4:], "+45 " + n, "+45 " + n[:2] + " " + n[2:4] + " " + n[4:6] + " " + n[6:], "0045" + n,
			n[:2] + "-" + n[2:4] + "-" + n[4:6] + "-" + n[6:], n[:2] + "." + n[2:4] + "." + n[4:6] + "." + n[6:]}[i%8])
		add("email", strings.ToLower(pick(madeNick))+[]string{".", "_", "-", "+"}[i%4]+digit(2)+"@"+[]string{"post", "min-mail", "sundhed.kommune"}[i%3]+"."+[]string{"dk", "com", "example"}[i%3])
		road := []string{"Granitvej", "Fasangade", "Store Kongensgade", "Bøgeparken", "Nørre Allé", "Solsikkevænget", "Gammel Møllevej", "Kirkestræde"}[i%8]
		add("address", road+" "+fmt.Sprint(1+r.IntN(190))+[]string{"", "B", ", 2. tv", ", 8500 Grenaa"}[i%4])
		add("plate", []string{"AB", "CX", "ZK", "DR"}[i%4]+[]string{" ", ""}[i%2]+digit(2)+[]string{" ", ""}[i%2]+digit(3))
	}
	return out, people
}

// genitive is how a name's genitive is written by most.
func genitive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "s"
}

// heard is a name as somebody writes it who has only heard it.
func heard(name string) string {
	for _, c := range [][2]string{{"gaard", "gård"}, {"aa", "å"}, {"Aa", "Å"}, {"ø", "oe"}, {"Ø", "Oe"}, {"th", "t"}, {"Th", "T"}, {"ch", "k"}, {"Ch", "K"}, {"ff", "f"}, {"nn", "n"}, {"ld", "l"}, {"æ", "ae"}} {
		if strings.Contains(name, c[0]) {
			return strings.Replace(name, c[0], c[1], 1)
		}
	}
	r := []rune(name)
	if len(r) <= longEnough { // of short ones the h goes, and a letter is doubled
		return strings.Replace(strings.Replace(name, "hl", "l", 1), "g", "gg", 1)
	}
	return string(r[:len(r)-3]) + string(r[len(r)-2:]) // one letter too few
}

var classOf = map[string][]Kind{"cpr": {CPR}, "phone": {Phone}, "email": {Email}, "address": {Address}, "plate": {Plate}}

func TestOfSixHundredDanishSentencesThoseThatTellAreFound(t *testing.T) {
	all, people := plant()
	if plain := flat(harmless); len(all)*2 < 600 || len(plain) < 25 {
		t.Fatalf("%d sentences", len(all))
	}
	s := New(people)
	total, hit := map[string]int{}, map[string]int{}
	found, right := map[Kind]int{}, map[Kind]int{}
	for _, p := range all {
		total[p.class]++
		want := classOf[p.class]
		if want == nil {
			want = []Kind{Name}
		}
		ok := false
		for _, f := range s.Look(p.text) {
			found[f.Kind]++
			if f.Start < p.end && f.End > p.start {
				right[f.Kind]++
			}
			ok = ok || slices.Contains(want, f.Kind) && f.Start <= p.start && f.End >= p.end-len("’")
		}
		if ok {
			hit[p.class]++
		} else if p.class != "spelling" || testing.Verbose() {
			t.Logf("%s: %q has %+v", p.class, p.text, s.Look(p.text))
		}
	}
	plain := 0
	r := rand.New(rand.NewPCG(3, 9))
	lines := flat(harmless)
	for range 400 { // sentences in which there is nobody, two and two
		text := lines[r.IntN(len(lines))] + " " + lines[r.IntN(len(lines))]
		plain++
		for _, f := range s.Look(text) {
			found[f.Kind]++
			t.Logf("nobody: %q in %q", f.Text, text)
		}
	}
	for _, class := range []string{"name", "lower case", "upper case", "genitive", "nickname", "spelling", "cpr", "phone", "email", "address", "plate"} {
		recall := float64(hit[class]) / float64(total[class])
		t.Logf("%-10s recall %.3f of %d", class, recall, total[class])
		least := 0.98
		if class == "address" || class == "plate" {
			least = 0.95
		}
		if recall < least {
			t.Errorf("%s: only %d of %d are found", class, hit[class], total[class])
		}
	}
	for _, kind := range []Kind{Name, CPR, Phone, Email, Address, Plate, Likely} {
		if found[kind] > 0 {
			t.Logf("%-10s precision %.3f of %d", kind, float64(right[kind])/float64(found[kind]), found[kind])
		}
		if found[kind] > 0 && kind != Likely && right[kind]*10 < found[kind]*9 {
			t.Errorf("%s: %d of %d are nothing", kind, found[kind]-right[kind], found[kind])
		}
	}
	t.Logf("%d sentences with somebody, %d pairs with nobody", len(all), plain)
}

func TestWhatLooksLikeSomebodyIsFound(t *testing.T) {
	look := func(text string) string {
		var out []string
		for _, f := range New(nil).Look(text) {
			out = append(out, string(f.Kind)+":"+f.Text)
		}
		return strings.Join(out, " | ")
	}
	for text, want := range map[string]string{
		"Så kom Birgitte forbi.":                  "likely:Birgitte",
		"Birgitte Kaspersens have":                "likely:Birgitte Kaspersens",
		"hos fru Zacho på anden":                  "likely:Zacho",
		"Hun bor på Skovvej 12, 2. tv, og er syg": "address:Skovvej 12, 2. tv",
		"bilen AB 12 345 holdt der":               "plate:AB 12 345",
		"Bussen kører, og krisen er forbi":        "",
		"Voksen er man hele livet. Undersøgelsen": "",
		"ned ad vejen 3 gange":                    "",
		"side 12 i Lillerup Avis":                 "",
	} {
		if got := look(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestThreeDetailsTogetherAreCounted(t *testing.T) {
	for text, want := range map[string]int{
		"Hun er 82 år og har KOL. Hun bor i Vivild.":                       3,
		"Den pensionerede er 82 år.":                                       1,
		"En pensioneret smed på 71 år, enkemand med diabetes":              4,
		"Bussen kører ikke. Det var koldt, og der var langt.":              0,
		"Hun er 82 år, og naboen er 79 år":                                 1,
		"Født 1941, tvilling, den 3. marts 2024 fik hun en hjerneblødning": 4,
	} {
		if got := Classes(Details(text, nil)); got != want {
			t.Errorf("%q: %d, want %d: %+v", text, got, want, Details(text, nil))
		}
	}
	if got := Details("Lillerups skole og Lillerupvej", []string{"Lillerup"}); len(got) != 1 || got[0].Start != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAFindingIsShownInItsSentence(t *testing.T) {
	text := "Hun kom. Så ringede Karen igen? Ja."
	at := strings.Index(text, "Karen")
	if from, to := Sentence(text, at, at+5); text[from:to] != "Så ringede Karen igen?" {
		t.Errorf("%q", text[from:to])
	}
}

func TestRealPapersRunThrough(t *testing.T) {
	dir := os.Getenv("FELTBOG_DOCUMENTS")
	if dir == "" {
		t.Skip("no documents here; name their folder in FELTBOG_DOCUMENTS")
	}
	_, people := plant()
	s := New(people)
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents in the folder: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		began, n := time.Now(), map[Kind]int{}
		for _, f := range append(s.Look(string(b)), Details(string(b), nil)...) {
			if f.Text != string(b)[f.Start:f.End] {
				t.Errorf("%+v", f)
			}
			n[f.Kind]++
		}
		t.Logf("%s: %d bytes in %v: %v", filepath.Base(file), len(b), time.Since(began).Round(time.Millisecond), n)
	}
}
