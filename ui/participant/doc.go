// Package participant is the window in which somebody sees one picture and nothing else: black between pictures, in full
// on the screen that it was dragged to. It is given the ids of pictures and pixels. It has no way to learn a title, a note, a
// tag, a name, a message or a language, its own title is constant, and dialogs belong to the main window; so none of them
// can appear here. Pictures are made ready elsewhere than where windows are drawn, also those that may come next.
//
// Keys that are pressed in it act as if they were pressed in the main window, but for F11, which fills the screen, and the
// keys by which somebody leafs. When the one in front of it is to leaf alone, no other key acts.
//
// All functions belong to the UI goroutine.
package participant
