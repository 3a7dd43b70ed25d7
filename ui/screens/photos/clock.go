package photos

import (
	"strconv"
	"strings"
	"time"
)

// parseOffset reads by how much a camera's clock is behind: "1:02", "0:01:30", "-1:00"; empty is not at all. The parts
// are hours, minutes and seconds.
func parseOffset(text string) (time.Duration, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, ".", ":"))
	if text == "" {
		return 0, nil
	}
	sign := time.Duration(1)
	switch text[0] {
	case '-':
		sign, text = -1, text[1:]
	case '+':
		text = text[1:]
	default:
		if rest, ok := strings.CutPrefix(text, "−"); ok {
			sign, text = -1, rest
		}
	}
	parts := strings.Split(text, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, errClock
	}
	var d time.Duration
	for i, unit := range []time.Duration{time.Hour, time.Minute, time.Second}[:len(parts)] {
		n, err := strconv.ParseUint(strings.TrimSpace(parts[i]), 10, 31)
		if err != nil || i > 0 && n > 59 || n > 24*366*20 {
			return 0, errClock
		}
		d += time.Duration(n) * unit
	}
	return sign * d, nil
}

// formatOffset writes what parseOffset reads.
func formatOffset(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	d = d.Round(time.Second)
	pad := func(n time.Duration) string {
		if n < 10 {
			return "0" + strconv.Itoa(int(n))
		}
		return strconv.Itoa(int(n))
	}
	s := sign + strconv.Itoa(int(d/time.Hour)) + ":" + pad(d/time.Minute%60)
	if sec := d / time.Second % 60; sec != 0 {
		s += ":" + pad(sec)
	}
	return s
}

// readClock is the moment that a clock on the wall showed, near another moment: the day is the one that brings the two
// nearest to each other.
func readClock(text string, near time.Time) (time.Time, error) {
	d, err := parseOffset(text)
	if err != nil || d < 0 || d >= 24*time.Hour || strings.TrimSpace(text) == "" {
		return time.Time{}, errClock
	}
	y, m, day := near.Date()
	best := time.Date(y, m, day, 0, 0, 0, 0, near.Location()).Add(d)
	for _, days := range []int{-1, 1} {
		if t := best.AddDate(0, 0, days); t.Sub(near).Abs() < best.Sub(near).Abs() {
			best = t
		}
	}
	return best, nil
}
