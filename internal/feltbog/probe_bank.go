package feltbog

// ProbeBank is what one can say to hear more, ready to be put under a question ("probebank").
type ProbeBank struct {
	TemplateHead
	// Name of the bank.
	Name string `json:"name"`
	// Groups of probes by what they do.
	Groups []ProbeGroup `json:"groups"`
}

// ProbeGroup are probes that do the same: follow up, specify, mirror, keep silent. The groups are the question types of
// Kvale and Brinkmann.
type ProbeGroup struct {
	// Key of the group, the same in every language.
	Key string `json:"key"`
	// Name of the group.
	Name string `json:"name"`
	// Probes to choose from.
	Probes []string `json:"probes"`
}
