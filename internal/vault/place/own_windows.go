package place

// own: the folder for temporary files is the user's own, and access lists guard the others.
func own(string) bool { return true }
