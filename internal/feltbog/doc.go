// Package feltbog is the vocabulary of Feltbog: the nouns of fieldwork with citizens and of joint interpretation, with
// their fields, their rules and the errors they raise.
//
// It is plain data. It imports only the standard library, does no I/O, and knows neither tables nor files nor windows.
// Every noun is a struct in a file of its own name; its stored fields carry a `field` tag from which the wire format,
// the tables and the command line are derived (see Record), so that a field is described once. Names follow the
// glossary of the field in English; the Danish word stands in the doc comment.
//
// Validate checks what one record can know about itself. Rules between records (consent, references, spaces) belong to
// the packages that see more than one.
package feltbog
