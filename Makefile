# groupdesk: `make run` and `make test` are all a fresh machine needs; each installs what is missing first.

PREFIX ?= $(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local)
DESTDIR ?=
CONFIGURATION ?= release

.PHONY: help setup run test build lint bench torture install uninstall clean

help:
	@echo 'make run        install what is missing, build, and open the console on the built-in company'
	@echo 'make test       install what is missing, then run every test'
	@echo 'make setup      install what is missing (Debian packages with sudo, Python clients into .venv)'
	@echo 'make build      build for debugging'
	@echo 'make lint       formatting and house rules'
	@echo 'make bench      measure'
	@echo 'make torture    full simulation, every point to be killed at, a million inputs a reader: about an hour'
	@echo 'make install    program, completions, man page, themes, systemd user unit below PREFIX=$(PREFIX)'
	@echo 'make uninstall  remove exactly that'
	@echo 'make clean      remove what was built'

setup:
	@Scripts/setup

build:
	swift build

run: setup
	@swift build --product groupdesk
	@swift run --skip-build groupdesk --demo

# The real programs come last and alone: they keep to time-outs that the simulated worlds beside them would use up.
test: setup
	swift build --build-tests
	swift test --skip-build --skip CommandLineTests
	swift test --skip-build --filter CommandLineTests

lint:
	@Scripts/lint

bench:
	@Scripts/setup htop tig
	@test -x Benchmarks/run || { echo 'groupdesk: there are no benchmarks yet (Benchmarks/run)' >&2; exit 1; }
	@Benchmarks/run

torture: setup
	@Scripts/torture

install:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' CONFIGURATION='$(CONFIGURATION)' Scripts/install

uninstall:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Scripts/uninstall

clean:
	rm -rf .build .build-install .venv
