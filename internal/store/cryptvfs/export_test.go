package cryptvfs

// HasKey reports whether key material is still held.
func (v *VFS) HasKey() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.keys != nil
}
