package scan

import (
	"regexp"
	"strconv"
)

var (
	email = regexp.MustCompile(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
	cpr   = regexp.MustCompile(`(\d{2})(\d{2})(\d{2})[ ]?[-–]?[ ]?(\d{4})`)
	phone = regexp.MustCompile(`(?:(?:\+|00)45[ ]?)?(?:[2-9]\d{7}|[2-9]\d(?:[ .]\d{2}){3}|[2-9]\d{3} \d{4}|[2-9]\d \d{3} \d{3}|[2-9]\d{2} \d{2} \d{3})`)
)

// numbers finds numbers and addresses that belong to one person.
func numbers(text string) []Finding {
	var out []Finding
	for _, at := range email.FindAllStringIndex(text, -1) {
		out = append(out, Finding{Start: at[0], End: at[1], Kind: Email})
	}
	for _, at := range cpr.FindAllStringSubmatchIndex(text, -1) {
		day, _ := strconv.Atoi(text[at[2]:at[3]])
		month, _ := strconv.Atoi(text[at[4]:at[5]])
		if day > 60 { // given to those without a place in the register yet
			day -= 60
		}
		if day >= 1 && day <= 31 && month >= 1 && month <= 12 && free(text, at[0], at[1]) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: CPR})
		}
	}
	for _, at := range phone.FindAllStringIndex(text, -1) {
		if free(text, at[0], at[1]) {
			out = append(out, Finding{Start: at[0], End: at[1], Kind: Phone})
		}
	}
	return out
}

// free reports whether a passage of digits is no part of a longer number.
func free(text string, start, end int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	joint := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] == '-' || text[i] == ',' || text[i] == '.')
	}
	return !digit(start-1) && !digit(end) && !(joint(start-1) && digit(start-2)) && !(joint(end) && digit(end+1))
}
