# make             the program and the libraries, in build/
# make check       unit, spec, golden, layers: under a minute
# make asan|ubsan|tsan   the same tests under a sanitizer, in build/asan …
# make fuzz T=html       a fuzzer for one reader (clang)
# make bench | train | fmt | install PREFIX=/usr/local | uninstall

CC       ?= gcc
BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0
OPT      ?= -O2 -g
SANITIZE ?=
WARN     := -Wall -Wextra -Werror
PKGS     := jansson sqlite3 libutf8proc libxml-2.0 libxxhash uchardet zlib
CFLAGS   += -std=gnu11 $(OPT) $(WARN) $(SANITIZE) -fPIC -pthread -fvisibility=hidden -MMD -MP -Isrc -Iinclude -I$(BUILD)/gen \
            -DPLX_VERSION='"$(VERSION)"' -DPLX_PREFIX='"$(PREFIX)"' -DXXH_INLINE_ALL $(shell pkg-config --cflags $(PKGS))
LDLIBS   += $(shell pkg-config --libs $(PKGS)) -lm -pthread
