package cryptvfs

// rollbackMode: Windows cannot sync a directory, so a removed journal might come back after a power cut and undo an
// acknowledged commit. Truncating the journal and syncing it commits as surely.
const rollbackMode = "truncate"
