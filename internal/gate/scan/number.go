package scan

import (
	"regexp"
	"strconv"
	"strings"
)

// sp is a space of any width.
const sp = `[ \x{a0}\x{2009}\x{202f}]`

var (
	email = regexp.MustCompile(`[\p{L}\p{M}\p{N}._%+-]+@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+`)
	cpr   = regexp.MustCompile(`(\d{2})[./\- ]?(\d{2})[./\- ]?(\d{2})` + sp + `?[-–]?` + sp + `?(\d)\d{3}`)
	phone = regexp.MustCompile(`(?:\(?(?:\+|00)45\)?` + sp + `?-?)?(?:[2-9]\d{7}|[2-9]\d(?:` + sp + `\d{2}){3}|[2-9]\d(?:[.-]\d{2}){3}|[2-9]\d{3}` + sp + `\d{4}|[2-9]\d` +
		sp + `\d{3}` + sp + `\d{3}|[2-9]\d{2}` + sp + `\d{2}` + sp + `\d{3})`)
	abroad = regexp.MustCompile(`(?:\+|00)[1-9]\d{0,2}(?:[ .-]?\(0\))?(?:` + sp + `?-?\d){6,12}`)
)

// numbers finds numbers and addresses that belong to one person.
func numbers(text string) []Finding {
	var out []Finding
	if strings.ContainsRune(text, '@') {
		for _, at := range email.FindAllStringIndex(text, -1) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: Email})
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return out
	}
	for _, at := range cpr.FindAllStringSubmatchIndex(text, -1) {
		number := func(i int) int {
			n, _ := strconv.Atoi(text[at[2*i]:at[2*i+1]])
			return n
		}
		if plausible(number(1), number(2), number(3), number(4)) && free(text, at[0], at[1]) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: CPR})
		}
	}
	for _, at := range phone.FindAllStringIndex(text, -1) {
		if free(text, at[0], at[1]) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: Phone})
		}
	}
	for _, at := range abroad.FindAllStringIndex(text, -1) {
		if s := strings.TrimLeft(text[at[0]:at[1]], "+0"); !strings.HasPrefix(s, "45") && free(text, at[0], at[1]) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: Phone})
		}
	}
	return out
}

// plausible reports whether the digits of a CPR number tell a date of birth of somebody who may be alive: the seventh
// digit tells the century. Days above 60 are given to those who have no place in the register yet.
func plausible(day, month, year, seventh int) bool {
	if day > 60 {
		day -= 60
	}
	days := []int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	return month >= 1 && month <= 12 && day >= 1 && day <= days[month-1] && (seventh < 5 || seventh == 9 || year < 58)
}

// free reports whether a passage of digits is no part of a longer number.
func free(text string, start, end int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	joint := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] == '-' || text[i] == ',' || text[i] == '.')
	}
	return !digit(start-1) && !digit(end) && !(joint(start-1) && digit(start-2)) && !(joint(end) && digit(end+1))
}
