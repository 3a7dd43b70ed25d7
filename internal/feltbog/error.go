package feltbog

import (
	"errors"
	"fmt"
	"maps"
)

// Code sorts errors by what the caller can do about them. The command's exit status and the window's wording branch on
// it; nothing else does.
type Code string

// The codes. The exit status of feltbogctl stands in parentheses.
const (
	EInternal  Code = "internal"  // a fault of the program (1)
	EUsage     Code = "usage"     // the caller asked in the wrong way (2)
	EInvalid   Code = "invalid"   // a field or value breaks a rule of the vocabulary (2)
	ENotFound  Code = "not_found" // no such record, file or verb (2)
	EKey       Code = "key"       // wrong passphrase, or no key for this (3)
	EDamaged   Code = "damaged"   // damaged, hostile or unknown input; nothing was changed (4)
	ERefused   Code = "refused"   // the gate said no (5)
	EMissing   Code = "missing"   // something has to come first (6)
	EUnreached Code = "unreached" // a remote cannot be reached (7)
	EFull      Code = "full"      // the disk is full; nothing is lost (8)
	EBusy      Code = "busy"      // the vault is open elsewhere (9)
	ECancelled Code = "cancelled" // the user stopped it; nothing half done
)

// Error is an error that somebody may have to read. Key names its sentence in the translation files, Args fill the
// sentence in, Text is the English sentence used where no translation is at hand, and Err is what lies beneath.
type Error struct {
	Code Code
	Key  string
	Text string
	Args map[string]string
	Err  error
}

// Errorf makes an Error with an English sentence. A %w verb keeps the cause, as in fmt.Errorf.
func Errorf(code Code, key, format string, args ...any) *Error {
	wrapped := fmt.Errorf(format, args...)
	return &Error{Code: code, Key: key, Text: wrapped.Error(), Err: errors.Unwrap(wrapped)}
}

// With adds one named argument for the translated sentence and returns the error.
func (e *Error) With(name, value string) *Error {
	if e.Args == nil {
		e.Args = map[string]string{}
	}
	e.Args[name] = value
	return e
}

// Error implements error with the English sentence.
func (e *Error) Error() string { return e.Text }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code of the outermost Error in err's chain, "" for nil and EInternal for any other error.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return EInternal
}

// Explain words an error for a person. sentence looks a key up in the translations and fills it in; where it knows none,
// the English text stands. What lies beneath an error fills in {cause}, worded the same way, and takes the place of a
// rule that the sentence quotes. It returns false for an error that was not meant to be read.
func Explain(err error, sentence func(key string, args map[string]string) (string, bool)) (string, bool) {
	var e *Error
	if !errors.As(err, &e) {
		return err.Error(), false
	}
	args := maps.Clone(e.Args)
	if args == nil {
		args = map[string]string{}
	}
	var beneath *Error
	if errors.As(e.Err, &beneath) {
		args["cause"], _ = Explain(beneath, sentence)
		if _, ok := args["rule"]; ok {
			args["rule"] = args["cause"]
		}
	} else if e.Err != nil {
		args["cause"] = e.Err.Error()
	}
	if s, ok := sentence(e.Key, args); ok {
		return s, true
	}
	return e.Text, true
}
