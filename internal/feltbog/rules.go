package feltbog

// missing says that a required field is empty.
func missing(r Record, field string) *Error {
	return Errorf(EInvalid, "field.missing", "%s: the field %q must be filled in", r.Kind(), field).
		With("kind", string(r.Kind())).With("field", field)
}

// wrong says that a field holds a value outside its rule.
func wrong(r Record, field, value, rule string) *Error {
	return Errorf(EInvalid, "field.wrong", "%s: the field %q cannot be %q: %s", r.Kind(), field, value, rule).
		With("kind", string(r.Kind())).With("field", field).With("value", value).With("rule", rule)
}
