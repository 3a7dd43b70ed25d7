package feltbog

import (
	"slices"
	"strconv"
	"strings"
)

// Check asks everything that one record can know about itself: that its required fields are filled in, that its sets hold
// nothing empty, and that Validate is content. Every new or edited record passes it; what arrives from other machines is taken as it comes.
func Check(rec Record) error {
	if err := CheckRequired(rec); err != nil {
		return err
	}
	for _, f := range SchemaOf(rec.Kind()).Fields {
		if f.Type != TypeSet {
			continue
		}
		for v, i := f.Value(rec), 0; i < v.Len(); i++ {
			if v.Index(i).IsZero() {
				return wrong(rec, f.Name, "", rule("rule.element", "each of its values says something"))
			}
		}
	}
	return rec.Validate()
}

// CheckRequired refuses a record in which a required field is empty, blank text included.
func CheckRequired(rec Record) error {
	s := SchemaOf(rec.Kind())
	if s == nil {
		return unknownKind(rec.Kind())
	}
	for _, f := range s.Fields {
		if !f.Required {
			continue
		}
		v := f.Value(rec)
		if v.IsZero() || f.Type == TypeText && v.Kind().String() == "string" && strings.TrimSpace(v.String()) == "" ||
			(f.Type == TypeSet || f.Type == TypeList) && v.Len() == 0 {
			return missing(rec, f.Name)
		}
	}
	return nil
}

func unknownKind(k Kind) *Error {
	return Errorf(EInvalid, "kind.unknown", "there is no kind of record called %q", k).With("kind", string(k))
}

// missing says that a required field is empty.
func missing(r Record, field string) *Error {
	return Errorf(EInvalid, "field.missing", "%s: the field %q must be filled in", r.Kind(), field).
		With("kind", string(r.Kind())).With("field", field)
}

// wrong says that a field holds a value outside its rule.
func wrong(r Record, field, value string, rule *Error) *Error {
	err := Errorf(EInvalid, "field.wrong", "%s: the field %q cannot be %q: %s", r.Kind(), field, value, rule.Text).
		With("kind", string(r.Kind())).With("field", field).With("value", value).With("rule", rule.Text)
	err.Err = rule
	return err
}

// rule words what a value has to be, for wrong: key names the sentence in the translations.
func rule(key, format string, args ...any) *Error { return Errorf(EInvalid, key, format, args...) }

func between(lo, hi int) *Error {
	return rule("rule.between", "it lies between %d and %d", lo, hi).With("low", strconv.Itoa(lo)).With("high", strconv.Itoa(hi))
}

// first returns the first error, so that Validate reads as a list of rules.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// when returns the error if the condition holds.
func when(broken bool, err *Error) error {
	if broken {
		return err
	}
	return nil
}

// oneOf refuses a value outside the list. Empty means not answered, which is for "required" to judge.
func oneOf[T ~string](r Record, field string, v T, all []T) error {
	if v == "" || slices.Contains(all, v) {
		return nil
	}
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = string(a)
	}
	list := strings.Join(names, ", ")
	return wrong(r, field, string(v), rule("rule.one_of", "it is one of %s", list).With("choices", list))
}

// eachOf is oneOf for a set, where an empty member is wrong too.
func eachOf[T ~string](r Record, field string, vs []T, all []T) error {
	for _, v := range vs {
		if v == "" {
			return wrong(r, field, "", rule("rule.member", "a member is empty"))
		}
		if err := oneOf(r, field, v, all); err != nil {
			return err
		}
	}
	return nil
}

// within refuses a number outside lo..hi.
func within(r Record, field string, v, lo, hi int) error {
	if v >= lo && v <= hi {
		return nil
	}
	return wrong(r, field, strconv.Itoa(v), between(lo, hi))
}

// inSequence refuses a span of time that ends before it begins; an end that is not known is no fault.
func inSequence(r Record, field string, start, end Instant) error {
	if start == 0 || end == 0 || end.Milli() >= start.Milli() {
		return nil
	}
	return wrong(r, field, end.String(), rule("rule.before_beginning", "it lies before the beginning"))
}

// YesNo is an answer that may be missing ("ja, nej, ikke afklaret"): no answer is never taken as a no.
type YesNo string

// The two answers.
const (
	Yes YesNo = "yes" // ja
	No  YesNo = "no"  // nej
)

// YesNos lists both answers.
func YesNos() []YesNo { return []YesNo{Yes, No} }
