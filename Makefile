# Feltbog. The two commands are `make run` and `make test`; `make help` lists the rest.
GO      ?= go
OUT     ?= out
SUITE   := sh .ci/suite
CTL     := bin/feltbogctl
# Fuzz targets that guard what comes from outside: package:target.
FUZZ    := change:FuzzDecode change:FuzzDecodeDraft change:FuzzDecodeField feltbog:FuzzParseFuzzyDate vault/keys:FuzzOpenKeys words:FuzzDecodeOfSplit store/search:FuzzFind
FUZZTIME ?= 5s

.PHONY: help run test check unit fuzz cross torture bench wine clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(CTL): $(shell find cmd internal assets -name '*.go' -o -name '*.sql' -o -name '*.json' -o -name '*.txt' 2>/dev/null) go.mod go.sum
	CGO_ENABLED=0 $(GO) build -o $@ ./cmd/feltbogctl

run: $(CTL) ## build Feltbog and do the main job without a window, leaving its results in a folder
	@sh .ci/headless $(CTL) $(OUT)

test: ## everything that must hold before a change lands
	@sh .ci/need
	@$(SUITE) check $(MAKE) -s check
	@$(SUITE) vault $(GO) test -timeout 15m ./...
	@$(SUITE) fuzz $(MAKE) -s fuzz
	@$(SUITE) windows-build env CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -o bin/feltbogctl.exe ./cmd/feltbogctl
	@$(SUITE) run $(MAKE) -s run
	@sh .ci/suite --sum

check: ## format, vet, staticcheck, modules
	@test -z "$$(gofmt -l cmd internal assets)" || { gofmt -l cmd internal assets; echo "gofmt would change these files"; exit 1; }
	$(GO) vet -mod=readonly ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod verify >/dev/null

unit: ## the tests alone, without the long ones
	$(GO) test -short ./...

fuzz: ## each fuzz target for FUZZTIME
	@for f in $(FUZZ); do $(GO) test ./internal/$${f%:*} -run '^$$' -fuzz "^$${f#*:}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x || exit 1; done

cross: ## build the command for the four platforms
	@for p in linux/amd64 linux/arm64 windows/amd64 darwin/arm64; do \
	  echo $$p; CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -o bin/feltbogctl-$${p%/*}-$${p#*/} ./cmd/feltbogctl || exit 1; done

torture: ## the long proofs: kills, power cuts, random histories, fuzzing, Windows under Wine
	FELTBOG_TORTURE=1 $(GO) test -timeout 4h -v -run 'Kill|PowerCut|Histor|Machines|Disk|Flip|Eras|Copied|Restor|Scan|Plain' ./internal/... | grep -vE '^=== '
	$(MAKE) fuzz FUZZTIME=5m
	$(MAKE) wine

wine: ## run the Windows build under Wine: make a vault, write, be killed, verify, search
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -o bin/feltbogctl.exe ./cmd/feltbogctl
	sh .ci/wine bin/feltbogctl.exe $(OUT)/wine

bench: $(CTL) ## the budgets, measured on this machine
	$(GO) test -run '^$$' -bench . -benchtime 1x ./internal/store/... ./internal/change ./internal/testkit/bench
	sh .ci/bench $(CTL) $(OUT)/bench

clean: ## remove what was built
	rm -rf bin $(OUT)
