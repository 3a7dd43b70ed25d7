// Package bundle writes and reads a pakke: one file that carries change sets, and the pictures and files they name, from
// one machine to another. docs/bundle-format.md describes the file so that a stranger with the key can write a reader.
//
// # The promise
//
// A pakke is an age file: nobody reads it without a key or the passphrase it was made for. It says who made it and for
// whom, what it builds on and what its reader knows afterwards, and the sender's machine has signed that. Nothing of it
// is handed out that does not fit the signed manifest: every part has its hash there, and every machine's chain of
// change sets has its end there. A file that was cut, altered, made for somebody else or made to do harm is refused with
// a reason that has a sentence in the translations; memory stays bounded whatever a file claims.
//
// # What to call
//
//	segments, err := bundle.Measure(sets)            // what will go in, hashed
//	err = bundle.Write(ctx, w, release, to, manifest, contents, sign, progress)
//
//	r, err := bundle.Open(file, keys...)             // the manifest, its signature checked
//	err = r.Sets(ctx, func(set, body) error { ... }) // then the change sets
//	err = r.Blobs(ctx, func(blob, in) error { ... }) // then the files, to the end of the pakke
//
// Write takes a gate.Release: nothing leaves past the gate. What Sets and Blobs hand out is true as far as it goes, but
// the pakke is whole only when Blobs has returned nil; whoever keeps anything of it keeps it where it can be taken back.
//
// The package knows neither vault nor database. Whether the signing machine is one of the project's is for the caller.
package bundle
