//go:build !windows

package cryptvfs

// rollbackMode: removing the journal commits; synchronous=EXTRA syncs the directory after it.
const rollbackMode = "delete"
