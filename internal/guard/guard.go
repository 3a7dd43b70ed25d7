// Package guard keeps long work off the goroutine that draws the window. In a build with the tag feltbog_debug the
// window marks its goroutine, and the layers that read files, run SQL or derive keys panic when they find themselves on
// it. In every other build both functions do nothing and cost nothing.
package guard
