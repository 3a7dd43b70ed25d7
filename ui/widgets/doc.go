// Package widgets is Feltbog's own kit: what the design language (components) asks for and Fyne does not have. Widgets
// hold no domain rules, no words of their own and no colours; they take finished sentences and tell by callbacks what
// a person wants.
//
// Static text is a Text, never Fyne's Label: a Text has the design's sizes and line heights, wraps, and has no padding.
// Containers are made by Column, Row, Pad and Card with the design's steps of space. Buttons are Button, text fields
// Entry: both pass on the keys they do not use, see package shortcuts.
package widgets
