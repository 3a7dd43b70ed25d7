// Package sample draws the pictures of the sample project: an invented village, Lillerup, as a fieldworker's camera
// might have seen it.
//
// The pictures are photographs in form and drawings in matter: JPEG files of a camera's size, some of them stored on
// their side, with the time, the camera, the turn, a small picture and at times a position in them as EXIF, so that
// they pass through the same import as real ones. Nobody is in them, the camera does not exist, and the positions lie
// in the sea. The same seed gives the same files, byte for byte.
//
//	for p, err := range sample.Pictures(1, 20) { ... }
package sample
