//go:build !linux

package bench

func dropCache(string) bool { return false }
