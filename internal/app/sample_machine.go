package app

import "context"

// Sample is the job that makes a vault with the sample project and remembers it as opened here. made gets the open
// project.
func (m *Machine) Sample(dir string, wish SampleWish, made **Project) Job {
	return Job{Title: "job.sample", Start: func(ctx context.Context, progress *Progress) error {
		if err := m.CheckPlace(dir); err != nil {
			return err
		}
		p, _, err := createSample(ctx, dir, wish, m.opt, progress)
		if err == nil {
			*made, err = m.kept(ctx, p)
		}
		return err
	}}
}

// ResetSample is the job that makes the sample anew; made gets the open project. It must be closed before.
func (m *Machine) ResetSample(dir string, wish SampleWish, made **Project) Job {
	return Job{Title: "job.sample", Start: func(ctx context.Context, progress *Progress) error {
		var done SampleMade
		if err := ResetSample(dir, wish, m.opt, &done).Start(ctx, progress); err != nil {
			return err
		}
		p, err := m.Open(ctx, dir, Unlock{Passphrase: wish.Passphrase})
		if err == nil {
			*made = p
		}
		return err
	}}
}
