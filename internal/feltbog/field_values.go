package feltbog

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// notField wraps what went wrong with one value and keeps the cause.
func notField(rec Record, field, value string, cause error) *Error {
	var said *Error
	if !errors.As(cause, &said) {
		said = rule("rule.json", "it is not the JSON that belongs here: %w", cause)
	}
	return wrong(rec, field, value, said)
}

// setScalar reads one value that is neither a set nor a list.
func setScalar(v reflect.Value, text string) error {
	switch p := v.Addr().Interface().(type) {
	case *Instant:
		i, err := ParseInstant(strings.TrimSpace(text))
		*p = i
		return err
	case *FuzzyDate:
		if _ = p.UnmarshalText([]byte(text)); p.unknown == "" {
			return nil
		}
		d, err := ParseFuzzyDate(text, 0)
		*p = d
		return err
	case encoding.TextUnmarshaler:
		return p.UnmarshalText([]byte(strings.TrimSpace(text)))
	}
	trimmed := strings.TrimSpace(text)
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		switch strings.ToLower(trimmed) {
		case "ja", "true", "yes", "1":
			v.SetBool(true)
		case "nej", "false", "no", "0":
			v.SetBool(false)
		default:
			return rule("rule.yes_no", "write ja or nej")
		}
	case reflect.Int, reflect.Int64:
		n, err := strconv.ParseInt(trimmed, 10, v.Type().Bits())
		if err != nil {
			return rule("rule.whole_number", "write a whole number")
		}
		v.SetInt(n)
	case reflect.Float64:
		n, err := strconv.ParseFloat(strings.Replace(trimmed, ",", ".", 1), 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return rule("rule.number", "write a number")
		}
		v.SetFloat(n)
	default:
		return rule("rule.no_text", "it cannot be written as text")
	}
	return nil
}

// fieldJSON reads one JSON value and refuses names that the type does not know. Dates pass through setScalar, because
// UnmarshalText would keep a slip of the pen as the form of a later version.
func fieldJSON(raw []byte, v reflect.Value) error {
	var texts []string
	switch v.Type() {
	case reflect.TypeFor[FuzzyDate]():
		texts = make([]string, 1)
		if err := strictJSON(raw, &texts[0]); err != nil {
			return err
		}
		return setScalar(v, texts[0])
	case reflect.TypeFor[[]FuzzyDate]():
		if err := strictJSON(raw, &texts); err != nil {
			return err
		}
		dates := make([]FuzzyDate, len(texts))
		for i, text := range texts {
			if err := setScalar(reflect.ValueOf(&dates[i]).Elem(), text); err != nil {
				return err
			}
		}
		v.Set(reflect.ValueOf(dates))
		return nil
	}
	return strictJSON(raw, v.Addr().Interface())
}

func strictJSON(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if dec.More() {
		return rule("rule.behind", "something stands after the value")
	}
	return nil
}

// sortedSet returns the members once each, in order.
func sortedSet(v reflect.Value) reflect.Value {
	if v.Len() == 0 {
		return reflect.Zero(v.Type())
	}
	text := func(e reflect.Value) string {
		if e.Kind() == reflect.String {
			return e.String()
		}
		b, _ := e.Interface().(encoding.TextMarshaler).MarshalText()
		return string(b)
	}
	sorted := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	reflect.Copy(sorted, v)
	sort.Slice(sorted.Interface(), func(i, j int) bool { return text(sorted.Index(i)) < text(sorted.Index(j)) })
	n := 1
	for i := 1; i < sorted.Len(); i++ {
		if text(sorted.Index(i)) != text(sorted.Index(n-1)) {
			sorted.Index(n).Set(sorted.Index(i))
			n++
		}
	}
	return sorted.Slice(0, n)
}
