# make                   the program and the libraries, in build/
# make check             unit, spec, golden, bad input, layers, fuzz corpora: under a minute
# make asan | ubsan | tsan    the same tests under a sanitizer, in build-asan …
# make fuzz T=html       a fuzzer for one reader (clang), over test/fuzz/corpus/html
# make train             the trainers, in build/train
# make fmt | install | uninstall | clean     (PREFIX=/usr/local, DESTDIR=)

BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0
OPT      ?= -O2 -g
SANITIZE ?=
PKGS     := jansson sqlite3 libutf8proc libxml-2.0 libxxhash uchardet zlib libzstd libbrotlidec libmicrohttpd libpq libcurl
FLAGS    := -std=gnu11 -D_GNU_SOURCE $(OPT) -Wall -Wextra -Werror $(SANITIZE) -fPIC -pthread -fvisibility=hidden \
            -ffp-contract=off -MMD -MP -Isrc -Iinclude -I$(BUILD)/gen -DPLX_VERSION='"$(VERSION)"' -DPLX_PREFIX='"$(PREFIX)"' \
            -DXXH_INLINE_ALL $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
# Addresses in the tables as a bitmap (DT_RELR) instead of 24 bytes each: a third of the program, where the linker knows how.
RELOCS   := $(shell echo 'int main(void){return 0;}' | $(CC) -x c -Wl,-z,pack-relative-relocs -o /dev/null - 2>/dev/null && echo -Wl,-z,pack-relative-relocs)
LIBS     := $(shell pkg-config --libs $(PKGS)) -lcld2 -lm -pthread $(RELOCS) $(LDFLAGS)

OBJ      := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/command/%,$(wildcard src/*/*.c))) $(addprefix $(BUILD)/gen/,tables.o trees.o nets.o web.o bundle.o sql.o)
CMDOBJ   := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/command/*.c))
UNIT     := $(patsubst test/unit/%.c,$(BUILD)/test/%,$(wildcard test/unit/*.c))
REPLAY   := $(patsubst test/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard test/fuzz/*.c))
TRAIN    := $(patsubst train/%.c,$(BUILD)/train/%,$(wildcard train/*.c))

all: $(BUILD)/parallax $(BUILD)/libparallax.so
objects: $(OBJ) $(CMDOBJ)
train: $(TRAIN)

$(BUILD)/parallax: $(CMDOBJ) $(BUILD)/libparallax.a
	$(CC) $(FLAGS) -o $@ $^ $(LIBS)
$(BUILD)/libparallax.a: $(OBJ)
	@rm -f $@
	ar rcs $@ $^
$(BUILD)/libparallax.so: $(OBJ)
	$(CC) $(FLAGS) -shared -Wl,-soname,libparallax.so.0 -o $@ $^ $(LIBS)
$(BUILD)/src/%.o: src/%.c $(addprefix $(BUILD)/gen/,tables.c web.c sql.c)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -c -o $@ $<
$(BUILD)/src/language/gemm.o: FLAGS += -ffp-contract=fast # learning need not round alike everywhere
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c
	$(CC) $(FLAGS) -c -o $@ $<
$(BUILD)/gen/tables.c: $(wildcard data/*.tsv) tools/tables.awk
	@mkdir -p $(@D)
	LC_ALL=C awk -v out=$(@D) -f tools/tables.awk $(sort $(wildcard data/*.tsv))
FORESTS := model/reading_html.tsv model/reading_plain.tsv
NETS := model/reading_net_html.tsv model/reading_net_plain.tsv
$(BUILD)/gen/trees.c: $(FORESTS) tools/trees.awk
	@mkdir -p $(@D)
	awk -v out=$(@D) -f tools/trees.awk $(FORESTS)
$(BUILD)/gen/nets.c: $(NETS) tools/nets.awk
	@mkdir -p $(@D)
	awk -v out=$(@D) -f tools/nets.awk $(NETS)
$(BUILD)/gen/web.c: $(wildcard web/story.* web/openapi.json) tools/embed.sh
	@mkdir -p $(@D)
	sh tools/embed.sh $(@D) web $(sort $(wildcard web/story.* web/openapi.json))
# the page's app needs node and npm; one bundle serves every BUILD
APP := $(addprefix build/web/app/,index.html app.js app.css world.json world-fine.json licences.txt)
$(APP) &: $(shell find web/app -type f) tools/bundle.sh data/cameo.tsv
	sh tools/bundle.sh build/web
app:
	rm -rf build/web/app
	$(MAKE) build/web/app/app.js
$(BUILD)/gen/bundle.c: $(APP) tools/embed.sh
	@mkdir -p $(@D)
	sh tools/embed.sh $(@D) bundle $(APP)
$(BUILD)/src/serve/app.o: $(BUILD)/gen/bundle.c
$(BUILD)/gen/sql.c: $(wildcard src/store/*.sql) tools/embed.sh
	@mkdir -p $(@D)
	sh tools/embed.sh $(@D) sql $(sort $(wildcard src/store/*.sql))
$(BUILD)/test/spec: test/spec.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $^ $(LIBS)
$(BUILD)/test/bad_server $(BUILD)/test/conform: $(BUILD)/test/%: test/%.c
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $< -ljansson -lz $(LDFLAGS)
$(BUILD)/test/%: test/unit/%.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $< $(BUILD)/libparallax.a $(LIBS) -lbrotlienc -lcmocka
$(BUILD)/fuzz/%: test/fuzz/%.c test/fuzz/main.inc $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $< $(BUILD)/libparallax.a $(LIBS)
$(BUILD)/bench/%: bench/%.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $^ $(LIBS)
$(BUILD)/train/%: train/%.c $(BUILD)/libparallax.a
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -o $@ $^ $(LIBS)

check: all $(UNIT) $(REPLAY) $(BUILD)/test/spec $(BUILD)/test/bad_server $(BUILD)/test/conform $(BUILD)/train/reviews
	sh test/run.sh $(BUILD)
asan:
	$(MAKE) BUILD=build-asan OPT='-O1 -g' SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all' check
ubsan:
	$(MAKE) BUILD=build-ubsan OPT='-O1 -g' SANITIZE='-fsanitize=undefined -fno-sanitize-recover=all' check
tsan:
	$(MAKE) BUILD=build-tsan OPT='-O1 -g' SANITIZE='-fsanitize=thread' check
fuzz:
	$(MAKE) CC=clang BUILD=build-fuzz OPT='-O1 -g' SANITIZE='-fsanitize=fuzzer-no-link,address,undefined' build-fuzz/libparallax.a
	clang -DPLX_FUZZ $(FLAGS) -Ibuild-fuzz/gen -fsanitize=fuzzer,address,undefined -o build-fuzz/$(T) test/fuzz/$(T).c build-fuzz/libparallax.a $(LIBS)
	mkdir -p build-fuzz/found/$(T)
	build-fuzz/$(T) -max_total_time=$(or $(SECONDS),60) build-fuzz/found/$(T) test/fuzz/corpus/$(T)

fmt:
	clang-format -i $(wildcard src/*/*.[ch] include/*.h train/*.[ch] test/*.c test/unit/*.c test/fuzz/*.c)

install: all
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include lib/pkgconfig share/parallax/model share/man/man1)
	install $(BUILD)/parallax $(DESTDIR)$(PREFIX)/bin/
	install -m 644 include/parallax.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 $(BUILD)/libparallax.a $(DESTDIR)$(PREFIX)/lib/
	install $(BUILD)/libparallax.so $(DESTDIR)$(PREFIX)/lib/libparallax.so.0
	ln -sf libparallax.so.0 $(DESTDIR)$(PREFIX)/lib/libparallax.so
	install -m 644 $(wildcard model/*) $(DESTDIR)$(PREFIX)/share/parallax/model/
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@PKGS@|$(PKGS)|' parallax.pc.in >$(DESTDIR)$(PREFIX)/lib/pkgconfig/parallax.pc
	$(BUILD)/parallax --man >$(DESTDIR)$(PREFIX)/share/man/man1/parallax.1
	for c in $$($(BUILD)/parallax --commands); do \
	  $(BUILD)/parallax --man $$c >$(DESTDIR)$(PREFIX)/share/man/man1/parallax-$$c.1; done
uninstall:
	cd $(DESTDIR)$(PREFIX) && rm -rf bin/parallax include/parallax.h lib/libparallax.* lib/pkgconfig/parallax.pc \
	  share/parallax share/man/man1/parallax.1 share/man/man1/parallax-*.1
clean:
	rm -rf build build-asan build-ubsan build-tsan build-fuzz

.PRECIOUS: $(BUILD)/test/% $(BUILD)/%.o
.PHONY: all objects app train check asan ubsan tsan fuzz fmt install uninstall clean
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
