package cryptvfs

// isFull reports whether a system error number means that there is no room left (ERROR_HANDLE_DISK_FULL,
// ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED).
func isFull(errno int) bool { return errno == 39 || errno == 112 || errno == 1295 }
