// Package photo reads pictures that come from outside, and makes the copies that are shown and shared. It is the only
// package that decodes, and the only one that imports a decoder.
//
// # The contract
//
// A picture is told by how it begins, never by its name. Nothing is decoded before its size is known and within Limits,
// and everything but JPEG is decoded in a child process of the same program, which is ended when it takes too much
// memory or time (see Child). A file that cannot be read gives a feltbog error that names the reason; no file makes the
// program panic, hang or grow.
//
// Every copy is upright: the orientation that a camera wrote is carried out in the pixels, or kept as the only remaining
// tag where a copy is stripped without touching them. Coordinates in pictures are fractions of the upright picture.
//
// Copies carry nothing of what the original said beside its pixels: no position, time, names, thumbnails or comments.
//
// # What to call
//
//	f := photo.Sniff(b)                     // what it is
//	m := photo.ReadMetadata(f, b)           // time, camera, position, captions; never fails
//	r, err := photo.Rough(ctx, b, m)        // the small picture that a camera put inside, to be shown at once
//	t, err := photo.Travelling(ctx, b, m)   // the full-size copy for the team
//	img, err := photo.Shrunk(t.JPEG, 320)   // for the screen, from any of our own copies
package photo
