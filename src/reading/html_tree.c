/* SPDX-License-Identifier: Apache-2.0 */
/* A stack of the open elements and one growing line.  A block's beginning or end ends the line; what stands in it
 * belongs to the innermost open block.  Which tags end others, and how far up an end tag reaches, is in
 * data/html_tags.tsv; of the standard's repairs those are made that change where a line stands. */
#include "reading/html_tree.h"

#include <string.h>

#include "base/utf8.h"
#include "reading/date.h"
#include "reading/text.h"

enum {
  ELEMENTS_MAX = 1 << 20,
  LINES_MAX = 1 << 18,
  SAYINGS_MAX = 2000,
  HEADING_REACH = 3,
  CLASS_BYTES_MAX = 240,
  CUE_BEFORE_MAX = 60,
  NAME_BYTES_MAX = 200,
  JSON_BYTES_MAX = 4 << 20,
  VALUE_BYTES_MAX = 2000,
  OPEN_MAX = 512, // deeper elements lie beside each other
  REACH_MAX = 256 // open elements an end tag is compared with
};

typedef PLX_VEC(struct plx_element) element_vec;
typedef PLX_VEC(plx_line) line_vec;

typedef struct open_element {
  uint32_t element;
  const plx_tag *tag;
  bool ended;   // its end tag came while blocks in it were open: only they remain
  bool counted; // among links and bold
} open_element;

// A name that the page shows and marks as the author's or the publisher's (microdata, hCard, rel="author").
typedef struct said_in_text {
  const char *field; // NULL: none is open
  uint32_t depth, name_depth;
  bool whole; // the name is complete, what else stands in the element is not
  plx_buf text;
} said_in_text;

typedef struct builder {
  plx_tags *tags;
  plx_arena *tmp;
  plx_html *out;
  plx_soup soup;
  element_vec element;
  line_vec line;
  open_element open[OPEN_MAX + 2]; // the open elements, from the root
  uint32_t depth;                  // how many
  uint32_t count[PLX_TAGS_MAX];    // how many of each tag, the ended ones not counted
  uint32_t skip;                   // depth at which skipping began, 0 if not skipping
  uint32_t links, bold;            // open <a>, open <b> and the like
  bool link_told;                  // the open link is counted already
  plx_buf text;                    // of the line being built
  uint32_t text_element;
  uint32_t link_bytes, bold_bytes;
  uint16_t line_links, images;
  int breaks;          // <br> in a row
  bool closed, beside; // since the last letter an element ended; and then another began
  bool apart;          // an element that holds words of its own began or ended: no letter is glued to the last
  enum { NOT_RAW, RAW_TITLE, RAW_JSON } raw;
  plx_buf decoded;
  said_in_text said;
  int tag_html, tag_head, tag_body, tag_pre;
} builder;

/* --- elements --- */

static uint32_t names_number(builder *b, plx_str names) {
  uint32_t i = plx_map_intern(&b->out->names, names);
  if (b->out->names_worth.n == i) { // new: numbers go up by one
    plx_names worth = plx_names_worth(b->out->names.key[i]);
    *plx_vec_push(b->tmp, &b->out->names_worth) = worth;
  }
  return i;
}

static bool hides(plx_str style) {
  return plx_str_find(style, PLX_STR("display:none"), 0) >= 0 ||
         plx_str_find(style, PLX_STR("display: none"), 0) >= 0 ||
         plx_str_find(style, PLX_STR("visibility:hidden"), 0) >= 0;
}

static uint32_t top(const builder *b) {
  return b->depth ? b->open[b->depth - 1].element : 0;
}

/* --- attributes --- */

typedef enum attribute {
  CLASS,
  ID,
  ROLE,
  ITEMPROP,
  HIDDEN,
  STYLE,
  ARIA_HIDDEN,
  CONTENT,
  PROPERTY,
  NAME,
  HTTP_EQUIV,
  REL,
  HREF,
  LANG,
  DATETIME,
  TYPE,
  TITLE,
  ATTRIBUTES
} attribute;

// What a tag says; absent where it does not.
typedef struct sayings {
  plx_str of[ATTRIBUTES];
} sayings;

static attribute attribute_of(plx_str name) {
  static const char *const names[ATTRIBUTES] = {"class",       "id",      "role",     "itemprop", "hidden",     "style",
                                                "aria-hidden", "content", "property", "name",     "http-equiv", "rel",
                                                "href",        "lang",    "datetime", "type",     "title"};
  static const uint8_t length[ATTRIBUTES] = {5, 2, 4, 8, 6, 5, 11, 7, 8, 4, 10, 3, 4, 4, 8, 4, 5};
  for (int k = 0; k < ATTRIBUTES; k++)
    if (length[k] == name.n && (name.p[0] | 32) == names[k][0] && plx_str_eqi(name, (plx_str){names[k], name.n}))
      return (attribute)k;
  return ATTRIBUTES;
}

static void read_sayings(const plx_soup *soup, sayings *x) {
  for (int k = 0; k < ATTRIBUTES; k++) x->of[k] = (plx_str){0};
  for (int i = 0; i < soup->attributes; i++) {
    attribute k = attribute_of(soup->attribute[i].name);
    if (k < ATTRIBUTES && !x->of[k].p) x->of[k] = soup->attribute[i].value;
  }
}

static void name_element(builder *b, struct plx_element *x, const sayings *said) {
  char names[CLASS_BYTES_MAX];
  size_t n = 0;
  for (int k = CLASS; k <= ITEMPROP; k++) {
    plx_str value = said->of[k];
    if (!value.p) continue;
    if (n + 1 < sizeof names) names[n++] = ' ';
    size_t some = value.n < sizeof names - n ? value.n : sizeof names - n;
    memcpy(names + n, value.p, some);
    n += some;
  }
  x->hidden = said->of[HIDDEN].p || (said->of[STYLE].n && hides(said->of[STYLE]));
  x->aside = plx_str_eqz(said->of[ARIA_HIDDEN], "true");
  x->names = n ? names_number(b, (plx_str){names, n}) : 0;
  plx_names worth = b->out->names_worth.v[x->names];
  x->classes = worth.classes | (x->aside ? 1u << PLX_CLASS_HIDDEN : 0);
  x->near = worth.near;
  x->far = worth.far;
  x->shape = worth.shape * 131 + (uint32_t)x->tag;
}

static uint32_t new_element(builder *b, const plx_tag *tag, const sayings *said) {
  uint32_t parent = top(b);
  if (b->element.n >= ELEMENTS_MAX) return parent;
  struct plx_element x = {.parent = parent, .tag = tag->row, .depth = b->depth};
  name_element(b, &x, said);
  if (b->element.n) {
    struct plx_element *above = &b->element.v[parent];
    x.above = above->above;
    x.tags_above = above->tags_above;
    x.hidden |= above->hidden;
    x.far += above->far;
    x.ordinal = above->lines++; // children so far; `lines` gets its own meaning in features.c
  }
  x.above |= x.classes;
  x.tags_above |= tag->region;
  *plx_vec_push(b->tmp, &b->element) = x;
  return b->element.n - 1;
}

/* --- lines --- */

// 1..6 if the element is, or stands right inside, <h1>..<h6>.
static int heading_level(const builder *b, uint32_t e) {
  for (int up = 0; up < 3; up++, e = b->element.v[e].parent) {
    plx_str t = plx_tag_name(b->element.v[e].tag);
    if (t.n == 2 && t.p[0] == 'h' && t.p[1] >= '1' && t.p[1] <= '6') return t.p[1] - '0';
  }
  return 0;
}

static void end_line(builder *b) {
  plx_str raw = plx_buf_view(&b->text);
  if (raw.n && b->line.n < LINES_MAX) {
    plx_str s = plx_text_squeeze(b->tmp, plx_str_copy(b->tmp, raw));
    if (s.n)
      *plx_vec_push(b->tmp, &b->line) = (plx_line){.text = s,
                                                   .element = b->text_element,
                                                   .heading = heading_level(b, b->text_element),
                                                   .link_letters = b->link_bytes,
                                                   .bold_letters = b->bold_bytes,
                                                   .links = b->line_links,
                                                   .images = b->images},
                            b->images = 0;
  }
  plx_buf_clear(&b->text);
  b->link_bytes = b->bold_bytes = 0;
  b->line_links = 0;
}

static bool of_word(char c) {
  return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

// Would a blank be missed between the line so far and s?  A small letter and a capital, a letter and a digit; and Arabic
// letters, which have no capitals.
static bool two_words(plx_str line, plx_str s) {
  int n;
  uint32_t a = plx_utf8_before(line, line.n, &n), b = plx_utf8_at(s, 0, &n);
  bool digit = plx_cp_digit(a) != plx_cp_digit(b) && (plx_cp_letter(a) || plx_cp_letter(b));
  return digit || (plx_cp_lower(a) && plx_cp_upper(b)) || (a >= 0x620 && a < 0x700 && b >= 0x620 && b < 0x700);
}

static void add_text(builder *b, plx_str s) {
  size_t solid = 0;
  if (b->said.field && !b->said.whole && b->said.text.n < NAME_BYTES_MAX) plx_soup_decode(&b->said.text, s, false);
  bool glued = s.n && b->text.n && of_word(s.p[0]) && of_word(b->text.p[b->text.n - 1]);
  // "<span>Ann Example</span><span>7 March</span>": beside each other, and shown apart
  bool beside = b->beside && glued && two_words(plx_buf_view(&b->text), s);
  if (glued && (b->apart || beside)) plx_buf_char(&b->text, ' ');
  b->apart = b->beside = b->closed = false;
  for (size_t i = 0; i < s.n; i++) solid += (unsigned char)s.p[i] > ' ';
  if (!b->text.n && !solid) return;
  if (!b->text.n) b->text_element = top(b);
  if (solid) b->breaks = 0;
  if (memchr(s.p, '&', s.n)) plx_soup_decode(&b->text, s, false);
  else plx_buf_add(&b->text, s.p, s.n);
  if (b->links) {
    b->link_bytes += (uint32_t)solid;
    if (!b->link_told && solid) b->line_links += b->line_links < UINT16_MAX, b->link_told = true;
  }
  if (b->bold) b->bold_bytes += (uint32_t)solid;
}

static size_t skip_blanks(plx_str s, size_t i) {
  while (i < s.n && strchr(" \t\r", s.p[i])) i++;
  return i;
}

// In <pre> an empty line below a sentence parts two paragraphs; in a program it parts nothing.
// spec: reading.29
static void add_preformatted(builder *b, plx_str s) {
  size_t from = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '\n') continue;
    size_t next = skip_blanks(s, i + 1);
    plx_str before = plx_str_sub(s, from, i - from);
    if (next >= s.n || s.p[next] != '\n' || !plx_text_sentence_end(plx_str_trim(before))) continue;
    add_text(b, before);
    end_line(b);
    from = i = next;
  }
  add_text(b, plx_str_sub(s, from, s.n));
}

/* --- what pages say of themselves --- */

static void say(builder *b, plx_str name, plx_str value) {
  if (!name.n || !value.n || b->out->saying.n >= SAYINGS_MAX) return;
  value = plx_text_head(value, VALUE_BYTES_MAX);
  if (memchr(value.p, '&', value.n)) {
    plx_buf_clear(&b->decoded);
    plx_soup_decode(&b->decoded, value, true);
    value = plx_buf_view(&b->decoded);
  }
  plx_saying x = {plx_str_copy(b->tmp, plx_text_head(name, 100)), plx_str_copy(b->tmp, value), b->line.n};
  *plx_vec_push(b->tmp, &b->out->saying) = x;
}

static plx_str either(plx_str a, plx_str b) {
  return a.n ? a : b;
}

static bool in_heading(const builder *b) {
  for (uint32_t up = 1; up <= HEADING_REACH && up <= b->depth; up++) {
    const plx_tag *t = b->open[b->depth - up].tag;
    if (t->name_n == 2 && t->name[0] == 'h' && t->name[1] >= '1' && t->name[1] <= '3') return true;
  }
  return false;
}

static bool mentions(plx_str s, const char *word) {
  return plx_str_find(s, plx_str_of(word), 0) >= 0;
}

// <time class="updated">, "Updated <time>": when the page was changed, unless it also says published.
// spec: reading.21
static bool of_change(const builder *b, plx_str classes) {
  plx_str before = plx_buf_view(&b->text);
  if (mentions(classes, "publi")) return false;
  if (mentions(classes, "updat") || mentions(classes, "modif")) return true;
  return before.n < CUE_BEFORE_MAX && plx_date_of_change(before);
}

static bool has_word(plx_str list, const char *word) {
  plx_str one;
  while (list.n && plx_str_cut(&list, ' ', &one))
    if (plx_str_eqi(plx_str_trim(one), plx_str_of(word))) return true;
  return false;
}

static void hear(builder *b, const plx_tag *tag, const sayings *s) {
  const plx_str *of = s->of;
  plx_str name = {tag->name, tag->name_n}, itemprop = of[ITEMPROP];
  if (plx_str_eqz(name, "meta"))
    say(b, either(either(of[PROPERTY], of[NAME]), either(itemprop, of[HTTP_EQUIV])), of[CONTENT]);
  else if (plx_str_eqz(name, "link")) say(b, of[REL], of[HREF]);
  else if (plx_str_eqz(name, "time"))
    say(b, itemprop.n ? itemprop : of_change(b, of[CLASS]) ? PLX_STR("time-modified") : PLX_STR("time"), of[DATETIME]);
  else if (plx_str_eqz(name, "html")) say(b, PLX_STR("lang"), of[LANG]);
  else if (tag->link && has_word(of[REL], "license")) say(b, PLX_STR("license"), of[HREF]);
  else if (plx_str_eqz(name, "abbr") && (plx_str_eqz(itemprop, "datePublished") || has_word(of[CLASS], "published")))
    say(b, PLX_STR("time"), of[TITLE]);
  else if (tag->link && (plx_str_eqi(of[REL], PLX_STR("bookmark")) || in_heading(b)))
    say(b, PLX_STR("permalink"), of[HREF]); // of one article among several
  else if (itemprop.n) say(b, itemprop, of[CONTENT]);
}

/* --- names that stand in the text --- */

// spec: reading.26
static const char *named_field(const builder *b, const plx_tag *tag, const sayings *s, uint32_t element) {
  const plx_str *of = s->of;
  const struct plx_element *e = &b->element.v[element];
  bool byline = e->classes & 1u << PLX_CLASS_BYLINE;
  if (!of[ITEMPROP].n && !of[REL].n && !byline) return NULL;
  if (e->above & (1u << PLX_CLASS_COMMENTS | 1u << PLX_CLASS_RELATED) || of[CONTENT].n) return NULL;
  if (plx_str_eqz(of[ITEMPROP], "author") || plx_str_eqz(of[ITEMPROP], "creator")) return "itemprop:author";
  if (plx_str_eqz(of[ITEMPROP], "publisher")) return "itemprop:publisher";
  if (byline && has_word(of[CLASS], "author") && has_word(of[CLASS], "vcard")) return "itemprop:author";
  return tag->link && has_word(of[REL], "author") ? "rel:author" : NULL;
}

static bool is_name(const sayings *s) {
  return plx_str_eqz(s->of[ITEMPROP], "name") || (!s->of[ITEMPROP].n && has_word(s->of[CLASS], "fn"));
}

// b->depth: with the element, if it has content.
static void begin_name(builder *b, const plx_tag *tag, const sayings *s, uint32_t element) {
  said_in_text *x = &b->said;
  if (x->field && !x->whole && !x->name_depth && is_name(s)) {
    plx_buf_clear(&x->text);
    if (s->of[CONTENT].n) plx_soup_decode(&x->text, s->of[CONTENT], true), x->whole = true;
    else if (!tag->empty) x->name_depth = b->depth;
  }
  if (x->field || tag->empty || b->skip) return;
  const char *field = named_field(b, tag, s, element);
  if (!field) return;
  plx_buf_clear(&x->text);
  x->field = field, x->depth = b->depth, x->name_depth = 0, x->whole = false;
}

// b->depth: of the element that ends.
static void end_name(builder *b) {
  said_in_text *x = &b->said;
  if (!x->field) return;
  if (b->depth == x->name_depth) x->whole = true;
  if (b->depth > x->depth) return;
  const char *field = x->field;
  x->field = NULL;
  plx_str name = plx_text_squeeze(b->tmp, plx_str_copy(b->tmp, plx_buf_view(&x->text)));
  if (name.n && name.n < NAME_BYTES_MAX) say(b, plx_str_of(field), name);
}

/* --- nesting --- */

static void forget(builder *b, open_element *x) {
  if (x->ended) return;
  if (x->tag->row >= 0) b->count[x->tag->row]--;
  if (x->counted) b->links -= x->tag->link, b->bold -= x->tag->bold;
  x->ended = true;
}

static void pop(builder *b) {
  open_element *x = &b->open[b->depth - 1];
  if (!b->skip && x->tag->role == PLX_TAG_BLOCK) end_line(b);
  forget(b, x);
  end_name(b);
  if (b->skip == b->depth) b->skip = 0;
  b->depth--;
}

static void pop_to(builder *b, uint32_t depth) {
  while (b->depth > depth) pop(b);
}

// Ends the innermost open element of this tag, and what is open in it; but of <a>, <b> and the like, in which blocks
// are open, only the mark they set.
static void end_open(builder *b, const plx_tag *tag) {
  bool over_block = false;
  if (tag->row >= 0 && !b->count[tag->row]) return;
  uint32_t least = b->depth > REACH_MAX ? b->depth - REACH_MAX : 0;
  for (uint32_t i = b->depth; i-- > least;) {
    open_element *x = &b->open[i];
    if (x->tag == tag && !x->ended) {
      if (over_block && tag->role == PLX_TAG_INLINE) forget(b, x);
      else pop_to(b, i);
      return;
    }
    if (plx_tag_in(&tag->within, x->tag->row)) return;
    over_block |= x->tag->role == PLX_TAG_BLOCK || x->tag->role == PLX_TAG_CELL;
  }
}

// A start tag ends those open elements that it cannot stand in; one that is skipped ends nothing outside what is
// skipped.
static void end_implied(builder *b, const plx_tag *tag) {
  bool any = false;
  for (size_t k = 0; k < PLX_TAGS_MAX / 64; k++)
    for (uint64_t bits = tag->closes.bits[k]; bits; bits &= bits - 1)
      any |= b->count[64 * k + (size_t)__builtin_ctzll(bits)] > 0;
  if (!any) return;
  uint32_t least = b->depth > REACH_MAX ? b->depth - REACH_MAX : 0, found = b->depth;
  if (least < b->skip) least = b->skip;
  for (uint32_t i = b->depth; i-- > least;) {
    const open_element *x = &b->open[i];
    if (plx_tag_in(&tag->within, x->tag->row)) break;
    if (plx_tag_in(&tag->closes, x->tag->row) && !x->ended) found = i;
  }
  pop_to(b, found);
}

/* --- tokens --- */

static void begin_skip(builder *b, const plx_tag *tag, const sayings *s) {
  b->skip = b->depth;
  b->raw = NOT_RAW;
  plx_str name = {tag->name, tag->name_n};
  if (plx_str_eqz(name, "title") && !b->out->head_title.n) b->raw = RAW_TITLE;
  else if (plx_str_eqz(name, "script") && plx_str_find(s->of[TYPE], PLX_STR("ld+json"), 0) >= 0) b->raw = RAW_JSON;
}

// The element is open until its end; one that cannot have content, or lies too deep, only begins.
static void push(builder *b, const plx_tag *tag, uint32_t element, const sayings *s) {
  bool skips = tag->role == PLX_TAG_SKIP && !b->skip;
  if (tag->empty || (b->soup.closed && (tag->role == PLX_TAG_INLINE || tag->role == PLX_TAG_SKIP)) ||
      (b->depth >= OPEN_MAX && !skips))
    return;
  b->open[b->depth++] = (open_element){element, tag, false, !b->skip && !skips};
  if (tag->row >= 0) b->count[tag->row]++;
  if (skips) begin_skip(b, tag, s);
  if (!b->skip) b->links += tag->link, b->bold += tag->bold;
  if (tag->link) b->link_told = false;
}

static bool head_content(const plx_tag *tag) {
  return tag->role == PLX_TAG_SKIP || tag->empty || plx_str_in((plx_str){tag->name, tag->name_n}, "head html");
}

static void leave_head(builder *b) {
  for (uint32_t i = 0; i < b->depth; i++)
    if (b->open[i].tag->row == b->tag_head) pop_to(b, i);
}

static void on_open(builder *b) {
  const plx_tag *tag = plx_tag_of(b->tags, (plx_str){b->soup.name, b->soup.name_n});
  sayings s;
  read_sayings(&b->soup, &s);
  hear(b, tag, &s);
  if (tag->row == b->tag_html && b->element.n > 1) return; // a second <html> says, but opens nothing
  if (b->count[b->tag_head] && !b->skip && !head_content(tag)) leave_head(b);
  if (tag->closing) end_implied(b, tag);
  if (!b->skip) {
    if (tag->role == PLX_TAG_BLOCK || (tag->role == PLX_TAG_CELL && b->text.n > 40)) end_line(b);
    if (tag->role == PLX_TAG_CELL && b->text.n) add_text(b, PLX_STR(" "));
    if (tag->role == PLX_TAG_BREAK) {
      add_text(b, PLX_STR("\n"));
      if (++b->breaks == 2) end_line(b);
    }
    if (tag->role == PLX_TAG_BLOCK || tag->role == PLX_TAG_CELL) b->breaks = 0;
  }
  b->apart |= tag->apart;
  b->beside |= b->closed && (s.of[CLASS].n || tag->link);
  if (tag->image && !b->skip) b->images += b->images < UINT16_MAX;
  uint32_t element =
      b->skip ? top(b) : new_element(b, tag, &s); // before the push: it looks at the innermost open element
  push(b, tag, element, &s);
  begin_name(b, tag, &s, element);
}

static void on_close(builder *b) {
  const plx_tag *tag = plx_tag_of(b->tags, (plx_str){b->soup.name, b->soup.name_n});
  b->apart |= tag->apart;
  b->closed = true;
  if (!b->skip && tag->role == PLX_TAG_BLOCK) end_line(b);
  if (tag->row >= 0 && (tag->row == b->tag_html || tag->row == b->tag_body)) return; // what follows is still the page
  end_open(b, tag);
}

static void on_raw(builder *b) {
  plx_str s = b->soup.text;
  if (b->raw == RAW_TITLE) {
    plx_buf_clear(&b->decoded);
    plx_soup_decode(&b->decoded, plx_text_head(s, 4 * VALUE_BYTES_MAX), false);
    b->out->head_title = plx_text_squeeze(b->tmp, plx_str_copy(b->tmp, plx_buf_view(&b->decoded)));
  } else if (b->raw == RAW_JSON && s.n && s.n <= JSON_BYTES_MAX) *plx_vec_push(b->tmp, &b->out->json) = s;
  else if (!b->skip) add_text(b, s);
  b->raw = NOT_RAW;
}

void plx_html_tree(plx_str html, plx_arena *tmp, plx_html *out) {
  builder *b = PLX_NEW(tmp, builder);
  b->tmp = tmp, b->out = out, b->soup = plx_soup_of(html);
  b->tags = plx_tags_new(tmp);
  b->tag_html = plx_tag_row("html"), b->tag_head = plx_tag_row("head");
  b->tag_body = plx_tag_row("body"), b->tag_pre = plx_tag_row("pre");
  plx_map_init(&out->names, tmp);
  names_number(b, (plx_str){"", 0});
  new_element(b, &b->tags->unknown, &(sayings){0}); // the root
  while (plx_soup_next(&b->soup)) switch (b->soup.kind) {
    case PLX_SOUP_OPEN: on_open(b); break;
    case PLX_SOUP_CLOSE: on_close(b); break;
    case PLX_SOUP_RAW: on_raw(b); break;
    default:
      if (!b->skip && b->count[b->tag_pre]) add_preformatted(b, b->soup.text);
      else if (!b->skip) add_text(b, b->soup.text);
    }
  end_line(b);
  plx_buf_free(&b->text);
  plx_buf_free(&b->said.text);
  plx_buf_free(&b->decoded);
  out->page = (plx_page){.line = b->line.v, .n = b->line.n, .element = b->element.v, .elements = b->element.n};
}
