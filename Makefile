# Feltbog. The two commands are `make run` and `make test`; `make help` lists the rest.
GO      ?= go
OUT     ?= out
SUITE   := sh .ci/suite
CTL     := bin/feltbogctl
# Fuzz targets that guard what comes from outside: package:target.
FUZZ    := change:FuzzDecode change:FuzzDecodeDraft change:FuzzDecodeField feltbog:FuzzParseFuzzyDate vault/keys:FuzzOpenKeys words:FuzzDecodeOfSplit template:FuzzReadGuide transcript:FuzzRead gate/scan:FuzzFind photo:FuzzTravelling store/search:FuzzFind bundle:FuzzReadPakke
FUZZTIME ?= 5s
# Keys that make figures presses.
ACTIONS ?= 10000

SOURCES := $(shell find cmd internal ui assets -type f -not -name '*_test.go' -not -path '*/testdata/*' 2>/dev/null) go.mod go.sum
VERSION  = $(shell sh .ci/version)
# Nothing blinks: a blinking cursor repaints the whole window all the time. A release logs no misuse of the toolkit's
# goroutines; tests build without that tag, and fail on what is logged. nodynamic: pictures of phones are decoded by what
# the program brings with it, never by a library that happens to lie on the machine.
OWN      = -tags migrated_fynedo,no_animations,nodynamic -ldflags "-X main.version=$(VERSION)"
RELEASE  = -trimpath -tags migrated_fynedo,no_animations,nodynamic -ldflags "-s -w -X main.version=$(VERSION)$(1)"

.PHONY: help run headless test check unit window figures fuzz cross torture bench wine package windows shots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort

$(CTL): $(SOURCES)
	CGO_ENABLED=0 $(GO) build -tags nodynamic -o $@ ./cmd/feltbogctl

bin/feltbog: $(SOURCES)
	@sh .ci/need build
	@echo "Building Feltbog; the first time takes some minutes."
	CGO_ENABLED=1 $(GO) build $(OWN) -o $@ ./cmd/feltbog

# A screen to show the window on: on Linux an X server or Wayland, elsewhere there always is one.
run: ## build and start Feltbog; without a screen, do the main job and leave its results in a folder
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty), so Feltbog does its main job without a window."; \
	  $(MAKE) -s headless; \
	else $(MAKE) -s bin/feltbog && exec bin/feltbog; fi

headless: $(CTL) ## do the main job without a window: a day with two machines and pakker between them
	@GO="$(GO)" sh .ci/headless $(CTL) $(OUT)

test: ## everything that must hold before a change lands
	@sh .ci/need build window
	@$(SUITE) check $(MAKE) -s check
	@$(SUITE) vault $(GO) test -tags nodynamic -timeout 15m ./...
	@$(SUITE) window $(MAKE) -s window
	@$(SUITE) fuzz $(MAKE) -s fuzz
	@$(SUITE) windows-build env CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -tags nodynamic -o bin/feltbogctl.exe ./cmd/feltbogctl
	@$(SUITE) headless $(MAKE) -s headless
	@sh .ci/suite --sum

window: ## drive the real window: make a vault, write, search, undo, lock, be killed, find everything again
	@sh .ci/need build window
	FELTBOG_SHOTS=$(abspath $(OUT))/window $(GO) test -tags window,nodynamic -count 1 -timeout 15m ./cmd/feltbog/windowtest

check: ## format, vet, staticcheck, modules
	@sh .ci/need build
	@test -z "$$(gofmt -l cmd internal ui assets)" || { gofmt -l cmd internal ui assets; echo "gofmt would change these files"; exit 1; }
	$(GO) vet -mod=readonly ./...
	$(GO) vet -mod=readonly -tags window ./cmd/feltbog/...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	$(GO) mod verify >/dev/null

unit: ## the tests alone, without the long ones
	@sh .ci/need build
	$(GO) test -tags nodynamic -short ./...

figures: ## measure the window: start, memory, idle time, the longest call
	@sh .ci/need build window
	FELTBOG_FIGURES=$(ACTIONS) $(GO) test -tags window,nodynamic -count 1 -timeout 30m -run TestFigures -v ./cmd/feltbog/windowtest | grep -vE '^(===|---|PASS|ok)'

fuzz: ## each fuzz target for FUZZTIME
	@for f in $(FUZZ); do GO="$(GO)" sh .ci/fuzz "$${f%:*}" "$${f#*:}" $(FUZZTIME) || exit 1; done

cross: ## build the command for the four platforms
	@for p in linux/amd64 linux/arm64 windows/amd64 darwin/arm64; do \
	  echo $$p; CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -tags nodynamic -o bin/feltbogctl-$${p%/*}-$${p#*/} ./cmd/feltbogctl || exit 1; done

torture: ## the long proofs: kills, power cuts, random histories, fuzzing, Windows under Wine
	FELTBOG_TORTURE=1 $(GO) test -tags nodynamic -timeout 4h -v -run 'Kill|PowerCut|Histor|Machines|Disk|Flip|Eras|Copied|Restor|Scan|Plain|Truncat|Damage|Pakke' ./internal/... | grep -vE '^=== '
	$(MAKE) fuzz FUZZTIME=5m
	$(MAKE) wine

wine: $(CTL) ## run the Windows build under Wine: make a vault, write, be killed, verify, search, bring pictures in
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build -tags nodynamic -o bin/feltbogctl.exe ./cmd/feltbogctl
	sh .ci/wine bin/feltbogctl.exe $(OUT)/wine

package: ## a tar.xz for Linux that installs without admin rights
	@sh .ci/need build window package
	CGO_ENABLED=1 $(GO) build $(RELEASE) -o $(OUT)/package/bin/feltbog ./cmd/feltbog
	CGO_ENABLED=0 $(GO) build $(RELEASE) -o $(OUT)/package/bin/feltbogctl ./cmd/feltbogctl
	sh .ci/package $(OUT)/package/bin $(OUT)/package
	FELTBOG_PACKAGE=$$(ls $(abspath $(OUT))/package/feltbog-*.tar.xz) FELTBOG_SHOTS=$(abspath $(OUT))/package $(GO) test -tags window,nodynamic -count 1 -run Package ./cmd/feltbog/windowtest

windows: ## build both Windows programs, and use the window under Wine
	@sh .ci/need build window windows
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 $(GO) build $(call RELEASE) -o bin/feltbogctl.exe ./cmd/feltbogctl
	CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc $(GO) build $(call RELEASE, -H windowsgui) -o bin/feltbog.exe ./cmd/feltbog
	sh .ci/wineprefix $(OUT)/wine
	FELTBOG_WINE=$(abspath $(OUT))/wine/prefix FELTBOG_WINDOWS_EXE=$(abspath bin/feltbog.exe) FELTBOG_SHOTS=$(abspath $(OUT))/windows \
	  $(GO) test -tags window,nodynamic -count 1 -timeout 20m -v -run Wine ./cmd/feltbog/windowtest

shots: ## a picture of every screen, and those of the guides, made without a display
	@sh .ci/need window
	$(GO) run -tags nodynamic ./cmd/feltshots --to $(OUT)/shots
	for l in da en; do $(GO) run -tags nodynamic ./cmd/feltshots --guide --lang $$l --to docs/img/$$l || exit 1; done
	for f in docs/img/*/*.png; do convert $$f -strip +dither -colors 160 -define png:compression-level=9 PNG8:$$f || exit 1; done

bench: $(CTL) ## every budget measured on this machine, in one table (PARTS="vault window screens photos pakke exchange")
	@sh .ci/need build window pictures
	GO="$(GO)" sh .ci/bench $(CTL) $(OUT)/bench $(PARTS)

clean: ## remove what was built
	rm -rf bin $(OUT)
