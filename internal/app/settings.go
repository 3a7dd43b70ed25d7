package app

import (
	"slices"
	"strings"
)

// Settings are a person's choices for this machine. They hold for all its vaults.
type Settings struct {
	Language    string     `json:"language"`     // "da" or "en"; "": as the system
	Look        string     `json:"look"`         // "lyst", "aften" or "system"
	Scale       int        `json:"scale"`        // of text, in per cent
	IdleMinutes int        `json:"idle_minutes"` // until an unused window is locked; 0: never
	Backup      BackupPlan `json:"backup"`
}

// BackupPlan says when and where backups are made.
type BackupPlan struct {
	Folder string `json:"folder"` // one file for each backup is written there; "": snapshots in the vault's own folder
	Days   int    `json:"days"`   // at most so many days between two; 0: only by hand
	Keep   int    `json:"keep"`   // the newest that are kept
}

// DefaultSettings are those of a machine on which nothing was chosen.
func DefaultSettings() Settings {
	return Settings{Look: "lyst", Scale: 100, IdleMinutes: 10, Backup: BackupPlan{Days: 1, Keep: 10}}
}

// Languages, Looks and Scales are what can be chosen.
func Languages() []string { return []string{"da", "en"} }

// Looks are the palettes.
func Looks() []string { return []string{"lyst", "aften", "system"} }

// Scales are the sizes of text in per cent.
func Scales() []int { return []int{100, 115, 130, 150} }

// The limits of what can be chosen as a number.
const (
	MaxIdleMinutes = 240
	MaxBackupDays  = 30
	MaxBackupKeep  = 100
)

// within returns the settings with everything that cannot be chosen set to its default or its limit.
func (s Settings) within() Settings {
	std := DefaultSettings()
	if !slices.Contains(Languages(), s.Language) {
		s.Language = std.Language
	}
	if !slices.Contains(Looks(), s.Look) {
		s.Look = std.Look
	}
	if !slices.Contains(Scales(), s.Scale) {
		s.Scale = std.Scale
	}
	s.IdleMinutes = min(max(s.IdleMinutes, 0), MaxIdleMinutes)
	s.Backup.Folder = strings.TrimSpace(s.Backup.Folder)
	s.Backup.Days = min(max(s.Backup.Days, 0), MaxBackupDays)
	s.Backup.Keep = min(max(s.Backup.Keep, 1), MaxBackupKeep)
	return s
}

// Settings returns what was chosen.
func (m *Machine) Settings() (Settings, error) {
	is, err := m.recall()
	return is.Settings, err
}

// Choose changes the settings and returns them as they now are, within their limits.
func (m *Machine) Choose(f func(*Settings)) (Settings, error) {
	var now Settings
	err := m.change(func(is *memory) {
		f(&is.Settings)
		is.Settings = is.Settings.within()
		now = is.Settings
	})
	return now, err
}
