package place

import "os"

// Forget does nothing here: the system has no way to let go of a file that is open for writing.
func Forget(*os.File) {}
