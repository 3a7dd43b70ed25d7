// Package template reads, checks and writes the files that work begins from: guides, observation grids, the probe bank,
// what to look out for while writing, and the form of the sprint that qualifies a guide.
//
// Files are JSON with a version and a language, or, for guides, Markdown that people can read and write. What is
// shipped and what a team writes has the same form. The package holds no text that people read: shipped files are handed
// in as a file system, and the words that Markdown is written with as Words.
//
// What a file says is either understood whole or refused with a plain error that names the place; nothing is left out
// in silence. Files may come from anywhere, so their size, depth and number of questions are bounded. Nothing is ever
// fetched, and nothing but the given bytes is read.
//
// Call Open for a shelf of shipped templates, ReadGuide for a guide in either form, WriteJSON and WriteMarkdown for the
// way back: what is written reads as the same guide (Markdown carries no ids).
package template
