package transcript

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

func read(t *testing.T, name string, b []byte) string {
	t.Helper()
	all, err := Read(t.Context(), name, bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []string
	for _, p := range all {
		line := p.Text
		if p.Speaker != "" {
			line = p.Speaker + "=" + line
		}
		if p.Start > 0 || p.End > 0 {
			line = fmt.Sprintf("%v ", p.Start) + line
		}
		out = append(out, line)
	}
	return strings.Join(out, " | ")
}

// word makes a Word file with a body.
func word(t testing.TB, name, xml string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(xml))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const oneParagraph = `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Interviewer: Hvordan</w:t></w:r><w:r><w:tab/><w:t>går det?</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>B-07: Æh, godt &amp; vel</w:t></w:r></w:p>
<w:p><w:r><w:t>Interviewer: Ja</w:t></w:r></w:p><w:p><w:r><w:t>B-07: Ja</w:t></w:r></w:p></w:body></w:document>`

func TestEachKindOfFileIsRead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.txt", "Bussen kører ikke\nom aftenen.\r\n\r\nHun går.", "Bussen kører ikke om aftenen. | Hun går."},
		{"a.txt", "Et.\nTo.\nTre.", "Et. | To. | Tre."},
		{"a.md", "# Samtale\n\n**Karen:** Ja\n\n**Bo:** Nej\n\n**Karen:** Jo\n\n**Bo:** Nå", "# Samtale | Karen=Ja | Bo=Nej | Karen=Jo | Bo=Nå"},
		{"a.txt", "[00:01:02] Taler 1: Ja\n[00:01:05] Taler 2: Nej\n[01:00:00] Taler 1: Jo\nTaler 2 (1:02): Nå", "1m2s Taler 1=Ja | 1m5s Taler 2=Nej | 1h0m0s Taler 1=Jo | 1m2s Taler 2=Nå"},
		{"a.txt", "Bemærk: døren var åben.\n\nHun gik.", "Bemærk: døren var åben. | Hun gik."},
		{"a.vtt", "WEBVTT\n\nNOTE intet\n\n1\n00:01.000 --> 00:04.000 align:start\n<v Karen Holm>Hej <i>du</i></v>\n\n00:04.500 --> 00:06.000\n<v Karen Holm>og dig\n\n00:00:20.000 --> 00:00:21.000\n<v.loud Bo>Æh &amp; nå", "1s Karen Holm=Hej du og dig | 20s Bo=Æh & nå"},
		{"a.srt", "1\r\n00:00:01,000 --> 00:00:02,500\r\nKaren: Hej\r\n\r\n2\r\n00:00:09,000 --> 00:00:10,000\r\nKaren: Ja\r\nså\r\n", "1s Karen=Hej | 9s Karen=Ja så"},
		{"a.docx", string(word(t, body, oneParagraph)), "Interviewer=Hvordan går det? | B-07=Æh, godt & vel | Interviewer=Ja | B-07=Ja"},
	} {
		if got := read(t, c.name, []byte(c.text)); got != c.want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.name, c.text, got, c.want)
		}
	}
}

func TestLettersAreReadHoweverTheyWereWritten(t *testing.T) {
	for name, b := range map[string][]byte{
		"a mark":       append([]byte{0xEF, 0xBB, 0xBF}, "Øster ål"...),
		"UTF-16":       {0xFF, 0xFE, 0xD8, 0, 's', 0, 't', 0, 'e', 0, 'r', 0, ' ', 0, 0xE5, 0, 'l', 0},
		"UTF-16 BE":    {0xFE, 0xFF, 0, 0xD8, 0, 's', 0, 't', 0, 'e', 0, 'r', 0, ' ', 0, 0xE5, 0, 'l'},
		"Windows-1252": {0xD8, 's', 't', 'e', 'r', ' ', 0xE5, 'l'},
	} {
		if got := read(t, "a.txt", b); got != "Øster ål" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := read(t, "a.txt", []byte{0x93, 'j', 'a', 0x94, ' ', 0x80}); got != "“ja” €" {
		t.Errorf("%q", got)
	}
}

func TestWhatCannotBeReadSaysWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		b    []byte
		key  string
	}{
		{"a.pdf", []byte("%PDF"), "transcript.kind"}, {"a.txt", nil, "transcript.empty"}, {"a.txt", []byte(" \n\n "), "transcript.empty"},
		{"a.txt", []byte("MZ\x00\x01\x02"), "transcript.broken"}, {"a.docx", []byte("PK no zip"), "transcript.broken"},
		{"a.docx", []byte{0xD0, 0xCF, 0x11, 0xE0, 1, 2}, "transcript.locked"}, {"a.docx", word(t, "other.xml", "<a/>"), "transcript.broken"},
		{"a.docx", word(t, body, "<w:document><w:p>"), "transcript.broken"},
		{"a.docx", word(t, body, `<!DOCTYPE a [<!ENTITY x "y">]><a/>`), "transcript.broken"},
		{"a.vtt", []byte("WEBVTT\n\nnothing"), "transcript.broken"}, {"a.srt", []byte("1\n00:00:05,000 --> 00:00:01,000\nHej"), "transcript.broken"},
		{"a.txt", bytes.Repeat([]byte("ord og flere ord "), 20<<20/17), "transcript.large"},
		{"a.docx", word(t, body, "<p><t>"+strings.Repeat("a", maxBody)+"</t></p>"), "transcript.large"},
		{"a.docx", word(t, body, "<p><t>"+strings.Repeat("ord ", 3_000_000)+"</t></p>"), "transcript.large"},
	} {
		_, err := Read(t.Context(), c.name, bytes.NewReader(c.b))
		var e *feltbog.Error
		if !errors.As(err, &e) || e.Key != c.key {
			t.Errorf("%s of %d bytes: %v, want %s", c.name, len(c.b), err, c.key)
		}
	}
}

func TestReadingEndsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, "a.txt", strings.NewReader("Hej")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestClocks(t *testing.T) {
	for s, want := range map[string]time.Duration{"1:02": 62 * time.Second, "00:01:02.5": 62500 * time.Millisecond, "01:00:00,007": time.Hour + 7*time.Millisecond} {
		if got, ok := clock(s); !ok || got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

// FuzzRead looks for a panic, and for text with a line end in it.
func FuzzRead(f *testing.F) {
	f.Add(0, []byte("Karen: Ja\n\nBo: Nej"))
	f.Add(3, []byte("WEBVTT\n\n00:01.000 --> 00:04.000\n<v A>Hej"))
	f.Add(4, []byte("1\n00:00:01,000 --> 00:00:02,000\nHej"))
	f.Add(2, word(f, body, oneParagraph))
	f.Fuzz(func(t *testing.T, kind int, b []byte) {
		all, err := Read(context.Background(), "a"+Endings()[uint(kind)%uint(len(Endings()))], bytes.NewReader(b))
		if err == nil && len(all) == 0 {
			t.Error("nothing was read, and that is not said")
		}
		for _, p := range all {
			if p.Text == "" || strings.ContainsAny(p.Text, "\n\r") || p.Start < 0 {
				t.Errorf("%+v", p)
			}
		}
	})
}
