# make                 the program and the libraries, in build/
# make check           unit, spec, golden, layers: under a minute
# make asan|ubsan|tsan the same tests under a sanitizer, in build/asan …
# make fuzz T=html     a fuzzer for one reader (clang), over test/fuzz/corpus/html
# make fmt | install | uninstall   (PREFIX=/usr/local, DESTDIR=)

BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0
OPT      ?= -O2 -g
SANITIZE ?=
PKGS     := jansson sqlite3 libutf8proc libxml-2.0 libxxhash uchardet zlib
FLAGS    := -std=gnu11 -D_GNU_SOURCE $(OPT) -Wall -Wextra -Werror $(SANITIZE) -fPIC -pthread -fvisibility=hidden -MMD -MP \
            -Isrc -Iinclude -I$(BUILD)/gen -DPLX_VERSION='"$(VERSION)"' -DPLX_PREFIX='"$(PREFIX)"' -DXXH_INLINE_ALL \
            $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LIBS     := $(shell pkg-config --libs $(PKGS)) -lm -pthread $(LDFLAGS)

DATA     := $(wildcard data/*.tsv)
GEN      := $(BUILD)/gen/tables.c
SRC      := $(filter-out src/command/%,$(wildcard src/*/*.c))
CMD      := $(wildcard src/command/*.c)
OBJ      := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/tables.o
CMDOBJ   := $(CMD:%.c=$(BUILD)/%.o)
UNIT     := $(patsubst test/unit/%.c,$(BUILD)/test/%,$(wildcard test/unit/*.c))
TRAIN    := $(patsubst train/%.c,$(BUILD)/train/%,$(wildcard train/*.c))

all: $(BUILD)/parallax $(BUILD)/libparallax.so

$(BUILD)/parallax: $(CMDOBJ) $(BUILD)/libparallax.a
	$(CC) $(FLAGS) -o $@ $^ $(LIBS)
$(BUILD)/libparallax.a: $(OBJ)
	rm -f $@ && ar rcs $@ $^
$(BUILD)/libparallax.so: $(OBJ)
	$(CC) $(FLAGS) -shared -Wl,-soname,libparallax.so.0 -o $@ $^ $(LIBS)
$(BUILD)/%.o: %.c $(BUILD)/gen/tables.c Makefile
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -c -o $@ $<
$(BUILD)/gen/tables.o: $(BUILD)/gen/tables.c
	$(CC) $(FLAGS) -c -o $@ $<
$(BUILD)/gen/tables.c: $(DATA) tools/tables.awk
	@mkdir -p $(@D)
	awk -v out=$(@D) -f tools/tables.awk $(DATA)
$(BUILD)/test/%: test/unit/%.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $< $(BUILD)/libparallax.a $(LIBS) -lcmocka
$(BUILD)/train/%: train/%.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $< $(BUILD)/libparallax.a $(LIBS)
.PRECIOUS: $(BUILD)/test/% $(BUILD)/%.o
.PHONY: all objects check layers units train clean fmt
objects: $(OBJ) $(CMDOBJ)
units: $(UNIT)
train: $(TRAIN)
layers:
	awk -f tools/layers.awk $(wildcard src/*/*.[ch])
clean:
	rm -rf $(BUILD)
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
