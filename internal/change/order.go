package change

import (
	"strings"

	"feltbog/internal/feltbog"
)

// The digits of a fractional index in ascending order of bytes, so that positions compare as plain text.
const orderDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// Between returns a position after a and before b in a list that is ordered by comparing positions as text. An empty a
// means "from the beginning", an empty b "to the end". A moved item gets a new position and nothing else is touched, so
// two people can order the same list at the same time. Positions grow by one digit when a gap is used up.
// Source: the idea of fractional indexing (Greenspan, "Implementing Fractional Indexing", 2017).
func Between(a, b string) (string, error) {
	if !validOrder(a) || !validOrder(b) || (b != "" && a >= b) {
		return "", feltbog.Errorf(feltbog.EInvalid, "order.gap", "there is no position between %q and %q", a, b)
	}
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, len(orderDigits)
		if i < len(a) {
			lo = strings.IndexByte(orderDigits, a[i])
		}
		if b != "" {
			hi = 0
			if i < len(b) {
				hi = strings.IndexByte(orderDigits, b[i])
			}
		}
		switch {
		case lo == hi:
			out.WriteByte(orderDigits[lo]) // still the common prefix
		case hi-lo > 1:
			out.WriteByte(orderDigits[(lo+hi)/2])
			return out.String(), nil
		default:
			out.WriteByte(orderDigits[lo]) // neighbours: stay under b by following a, the end is now open
			b = ""
		}
	}
}

// validOrder reports whether s is a position: known digits, not ending in the lowest one, below which nothing fits.
func validOrder(s string) bool {
	for i := range len(s) {
		if strings.IndexByte(orderDigits, s[i]) < 0 {
			return false
		}
	}
	return s == "" || s[len(s)-1] != orderDigits[0]
}
