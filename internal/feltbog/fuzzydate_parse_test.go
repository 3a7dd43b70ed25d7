package feltbog

import (
	"strings"
	"testing"
)

// written are dates as people write them, with the machine form, the Danish and the English print. The first block is
// every shape that stands in the five documents.
var written = []struct{ text, machine, danish, english string }{
	{"11. oktober 2024", "2024-10-11", "11. oktober 2024", "11 October 2024"},
	{"November 2024", "2024-11", "november 2024", "November 2024"},
	{"16. -17. januar 2025", "2025-01-16/2025-01-17", "16.–17. januar 2025", "16–17 January 2025"},
	{"21. januar 2025 (før kl. 14.00)", "2025-01-21T<14:00", "21. januar 2025 før kl. 14.00", "21 January 2025 before 14:00"},
	{"17. februar 2025 efter kl. 12.00", "2025-02-17T>12:00", "17. februar 2025 efter kl. 12.00", "17 February 2025 after 12:00"},
	{"13. marts 2025 kl. 15.00-17.30", "2025-03-13T15:00-17:30", "13. marts 2025 kl. 15.00–17.30", "13 March 2025, 15:00–17:30"},
	{"5. september kl. 11.00-13.00", "2025-09-05T11:00-13:00~", "5. september 2025 kl. 11.00–13.00 (år gættet)", "5 September 2025, 11:00–13:00 (year guessed)"},
	{"(Præcist tidspunkt afhænger af borgerne)", "? Præcist tidspunkt afhænger af borgerne", "(Præcist tidspunkt afhænger af borgerne)", "(Præcist tidspunkt afhænger af borgerne)"},
	{"maj 2025 (afhænger af borgerne)", "2025-05? afhænger af borgerne", "maj 2025 (afhænger af borgerne)", "May 2025 (afhænger af borgerne)"},
	{"forår 2019", "2019-S1", "forår 2019", "spring 2019"},
	{"efterår 2019", "2019-S3", "efterår 2019", "autumn 2019"},
	{"Fra april til december", "2025-04/2025-12~", "fra april til december 2025 (år gættet)", "from April to December 2025 (year guessed)"},
	{"", "", "", ""},

	{"13. mar. 2025", "2025-03-13", "13. marts 2025", "13 March 2025"},
	{"d. 3/4 2025", "2025-04-03", "3. april 2025", "3 April 2025"},
	{"den 3.4.2025", "2025-04-03", "3. april 2025", "3 April 2025"},
	{"3/4-25", "2025-04-03", "3. april 2025", "3 April 2025"},
	{"3/4 25 kl 15", "2025-04-03T15:00", "3. april 2025 kl. 15.00", "3 April 2025, 15:00"},
	{"3/4", "2025-04-03~", "3. april 2025 (år gættet)", "3 April 2025 (year guessed)"},
	{"3/4-5/4 2025", "2025-04-03/2025-04-05", "3.–5. april 2025", "3–5 April 2025"},
	{"3.-5.4.2025", "2025-04-03/2025-04-05", "3.–5. april 2025", "3–5 April 2025"},
	{"2025-04-03", "2025-04-03", "3. april 2025", "3 April 2025"},
	{"2025-04", "2025-04", "april 2025", "April 2025"},
	{"2025", "2025", "2025", "2025"},
	{"2019-2021", "2019/2021", "2019–2021", "2019–2021"},
	{"torsdag d. 3. april 2025", "2025-04-03", "3. april 2025", "3 April 2025"},
	{"3. april 2025 kl 15-17.30", "2025-04-03T15:00-17:30", "3. april 2025 kl. 15.00–17.30", "3 April 2025, 15:00–17:30"},
	{"3. april 2025, kl. 9.", "2025-04-03T09:00", "3. april 2025 kl. 09.00", "3 April 2025, 09:00"},
	{"3. april 2025 15.00 – 17.00", "2025-04-03T15:00-17:00", "3. april 2025 kl. 15.00–17.00", "3 April 2025, 15:00–17:00"},
	{"3. april 2025 mellem kl. 9 og 11", "2025-04-03T09:00-11:00", "3. april 2025 kl. 09.00–11.00", "3 April 2025, 09:00–11:00"},
	{"3. april 2025 fra kl. 9", "2025-04-03T09:00-..", "3. april 2025 fra kl. 09.00", "3 April 2025 from 09:00"},
	{"3. april 2025 til kl. 9", "2025-04-03T..-09:00", "3. april 2025 til kl. 09.00", "3 April 2025 to 09:00"},
	{"kl. 16-17 d. 3. april 2025", "2025-04-03T16:00-17:00", "3. april 2025 kl. 16.00–17.00", "3 April 2025, 16:00–17:00"},
	{"30. december - 2. januar 2025", "2024-12-30/2025-01-02", "30. december 2024 – 2. januar 2025", "30 December 2024 – 2 January 2025"},
	{"16. og 17. januar 2025", "2025-01-16/2025-01-17", "16.–17. januar 2025", "16–17 January 2025"},
	{"uge 12", "2025-W12~", "uge 12, 2025 (år gættet)", "week 12, 2025 (year guessed)"},
	{"uge 12-14 2025", "2025-W12/2025-W14", "uge 12–14, 2025", "week 12–14, 2025"},
	{"uge 12/2025", "2025-W12", "uge 12, 2025", "week 12, 2025"},
	{"medio maj 2025", "2025-05.2", "medio maj 2025", "mid May 2025"},
	{"primo juni 2025", "2025-06.1", "primo juni 2025", "early June 2025"},
	{"slutningen af juni 2025", "2025-06.3", "ultimo juni 2025", "late June 2025"},
	{"Marts/april", "2025-03/2025-04~", "fra marts til april 2025 (år gættet)", "from March to April 2025 (year guessed)"},
	{"november til februar", "2025-11/2026-02~", "fra november 2025 til februar 2026 (år gættet)", "from November 2025 to February 2026 (year guessed)"},
	{"jan.-mar. 2025", "2025-01/2025-03", "fra januar til marts 2025", "from January to March 2025"},
	{"fra april 2025", "2025-04/..", "fra april 2025", "from April 2025"},
	{"indtil december 2025", "../2025-12", "til december 2025", "to December 2025"},
	{"senest d. 1. maj 2025", "../2025-05-01", "til 1. maj 2025", "to 1 May 2025"},
	{"inden sommeren 2025", "<2025-S2", "før sommer 2025", "before summer 2025"},
	{"efter 1. maj 2025", ">2025-05-01", "efter 1. maj 2025", "after 1 May 2025"},
	{"vinteren 2024/25", "2024-S4", "vinter 2024/25", "winter 2024/25"},
	{"2. kvartal 2025", "2025-Q2", "2. kvartal 2025", "Q2 2025"},
	{"1.-3. kvartal 2025", "2025-Q1/2025-Q3", "fra 1. kvartal 2025 til 3. kvartal 2025", "from Q1 2025 to Q3 2025"},
	{"ca. 3. april 2025", "2025-04-03?", "3. april 2025 (foreløbig)", "3 April 2025 (tentative)"},
	{"marts 2025?", "2025-03?", "marts 2025 (foreløbig)", "March 2025 (tentative)"},
	{"March 13, 2025, 3-5 pm", "2025-03-13T15:00-17:00", "13. marts 2025 kl. 15.00–17.00", "13 March 2025, 15:00–17:00"},
	{"13th of March 2025", "2025-03-13", "13. marts 2025", "13 March 2025"},
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range written {
		d, err := ParseFuzzyDate(c.text, 2025)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		m, _ := d.MarshalText()
		if string(m) != c.machine || d.Danish() != c.danish || d.English() != c.english {
			t.Errorf("%q is read as %q, %q, %q; want %q, %q, %q", c.text, m, d.Danish(), d.English(), c.machine, c.danish, c.english)
		}
		var back FuzzyDate
		if _ = back.UnmarshalText(m); back != d || back.Unknown() != "" {
			t.Errorf("%q: machine form %q reads back as %+v", c.text, m, back)
		}
	}
}

func TestATextThatIsNoDateIsRefusedWithAnExampleAndCanBeKeptAsRemark(t *testing.T) {
	for _, text := range []string{"efter aftale", "32. marts 2025", "31. februar 2025", "kl. 15", "uge 54 2025", "3. april 2025 kl. 25",
		"marts 2025 kl. 15", "17.-16. januar 2025", "i morgen", "2025-13-40", "3. og 17. april 2025", "999999", "mellem maj 2025", "q5 2025", "x"} {
		_, err := ParseFuzzyDate(text, 2025)
		if ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), text) || !strings.Contains(err.Error(), dateExample) {
			t.Errorf("%q: error is %v", text, err)
		}
		d := FuzzyNote(text)
		if d.Note() != text || !d.Tentative() || d.Dated() {
			t.Errorf("%q is not kept: %+v", text, d)
		}
		if back, err := ParseFuzzyDate(d.Danish(), 2025); err != nil || back != d {
			t.Errorf("remark %q does not come back: %+v, %v", d.Danish(), back, err)
		}
	}
}

func TestAYearIsGuessedOnlyWhereThePlanHasARunningYear(t *testing.T) {
	d, err := ParseFuzzyDate("5. september", 2025)
	if err != nil || !d.YearGuessed() {
		t.Errorf("got %v, %v", d, err)
	}
	if _, err = ParseFuzzyDate("5. september", 0); ErrorCode(err) != EInvalid || err.(*Error).Key != "fuzzydate.year" {
		t.Errorf("without a running year: %v", err)
	}
}

func TestAWeekdayThatDoesNotFitTheDateIsPointedOut(t *testing.T) {
	_, err := ParseFuzzyDate("mandag d. 4. april 2025", 2025)
	if ErrorCode(err) != EInvalid || err.(*Error).Key != "fuzzydate.weekday" {
		t.Errorf("got %v", err)
	}
}
