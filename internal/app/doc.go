// Package app is what a person does with Feltbog: the use cases that the window and the command both speak to.
//
// # The promise
//
// What the window can do, the command can do, and the other way round: no rule lives in a screen or a verb. A method
// either does what it says and returns when that is durable, or returns an error and has changed nothing; what it could
// not do is told by a *feltbog.Error whose key has a sentence in the translations. Views (Record, Conflict, Hit, ...)
// are plain data of this package; no type of the layers below is handed out, and none is taken in.
//
// # What to call
//
//	p, err := app.Open(ctx, dir, app.Unlock{Passphrase: secret}, app.Options{})
//	defer p.Close()
//	rec, err := p.Put(ctx, app.Edit{Kind: "note_block", Texts: []app.Setting{{Field: "text", Text: "..."}}})
//	app.Subscribe(p.Bus(), func(e app.RecordsChanged) { ... })
//
// Create, Restore and Recover are the other ways to an open Project. All methods may be called from any goroutine, and
// every one that may take long heeds its context. Work that takes longer than a moment is a Job.
//
// The package imports neither the window nor the translations: it names sentences by key.
package app
