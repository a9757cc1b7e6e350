/* SPDX-License-Identifier: Apache-2.0 */
/* libxml2 mends the page's nesting and calls back for every tag; we keep a stack of the open elements and one growing
 * line.  A block's beginning or end ends the line; what stands in it belongs to the innermost open block. */
#include "reading/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/table.h"
#include "base/utf8.h"
#include "reading/text.h"
#include "tables.h"

enum { ELEMENTS_MAX = 1 << 20, LINES_MAX = 1 << 18, SAYINGS_MAX = 2000, CLASS_BYTES_MAX = 240, JSON_BYTES_MAX = 4 << 20, VALUE_BYTES_MAX = 2000 };

typedef PLX_VEC(uint32_t) index_vec;
typedef PLX_VEC(struct plx_element) element_vec;
typedef PLX_VEC(plx_line) line_vec;

// What is known of a tag.  The parser gives the same pointer for the same name, so its address finds it again.
typedef struct tag_known {
  const xmlChar *name;
  int row; // in html_tags, -1 if it is not there
  plx_tag_role role;
  uint32_t region;
} tag_known;

enum { TAGS_KNOWN = 128 };

typedef struct builder {
  tag_known known[TAGS_KNOWN];
  plx_arena *tmp;
  plx_html *out;
  element_vec element;
  line_vec line;
  index_vec open;      // the open elements, from the root
  uint32_t skip;       // depth of `open` at which skipping began, 0 if not skipping
  uint32_t links, bold; // open <a>, open <b> and the like
  plx_buf text;        // of the line being built
  uint32_t text_element;
  uint32_t link_bytes, bold_bytes;
  int breaks;          // <br> in a row
  enum { NOT_RAW, RAW_TITLE, RAW_JSON } raw;
  plx_buf raw_text;
} builder;

/* --- tables --- */

static plx_tag_role role_of(int tag) {
  if (tag < 0) return PLX_TAG_INLINE;
  switch (plx_cell(&plx_table_html_tags, tag, PLX_HTML_TAGS_ROLE).p[1]) {
  case 'l': return PLX_TAG_BLOCK;
  case 'e': return PLX_TAG_CELL;
  case 'r': return PLX_TAG_BREAK;
  case 'k': return PLX_TAG_SKIP;
  default: return PLX_TAG_INLINE;
  }
}

static plx_str tag_name(int tag) {
  return tag < 0 ? PLX_STR("?") : plx_cell(&plx_table_html_tags, tag, PLX_HTML_TAGS_TAG);
}

static const char *const class_kinds[PLX_CLASSES] = {"comments", "share",    "related",  "advertising", "newsletter", "cookie",
                                                    "paywall",  "navigation", "credit", "caption",     "byline",     "dateline",
                                                    "title",    "standfirst", "body",   "tags",        "hidden",     "quote"};

const char *plx_class_kind(plx_class c) {
  return class_kinds[c];
}

static unsigned class_bit(plx_str word) {
  int row = plx_table_row(&plx_table_class_words, PLX_CLASS_WORDS_WORD, word);
  if (row < 0) return 0;
  plx_str kind = plx_cell(&plx_table_class_words, row, PLX_CLASS_WORDS_KIND);
  for (int c = 0; c < PLX_CLASSES; c++)
    if (plx_str_eqz(kind, class_kinds[c])) return 1u << c;
  return 0;
}

/* --- elements --- */

// Words are cut at signs, digits and at a capital behind a small letter.
size_t plx_names_word(plx_str s, size_t *at, char word[40]) {
  size_t n = 0;
  for (; *at < s.n; ++*at) {
    char c = s.p[*at];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', capital = letter && c < 'a' && *at > 0 && s.p[*at - 1] >= 'a' && s.p[*at - 1] <= 'z';
    if ((!letter || capital) && n) break;
    if (letter && n < 40) word[n++] = (char)(c | 32);
  }
  return n;
}

static plx_names worth_of(plx_str names) {
  plx_names w = {0};
  char word[40];
  size_t at = 0, n;
  while ((n = plx_names_word(names, &at, word)) > 0) {
    plx_str s = {word, n};
    w.shape = w.shape * 31 + (uint32_t)plx_hash(word, n);
    w.classes |= class_bit(s);
    int row = plx_table_row(&plx_table_reading_names, PLX_READING_NAMES_WORD, s);
    if (row < 0) continue;
    w.near += (float)plx_cell_num(&plx_table_reading_names, row, PLX_READING_NAMES_NEAR);
    w.far += (float)plx_cell_num(&plx_table_reading_names, row, PLX_READING_NAMES_FAR);
  }
  return w;
}

static uint32_t names_number(builder *b, plx_str names) {
  uint32_t i = plx_map_intern(&b->out->names, names);
  if (b->out->names_worth.n == i) { // new: numbers go up by one
    plx_names worth = worth_of(b->out->names.key[i]);
    *plx_vec_push(b->tmp, &b->out->names_worth) = worth;
  }
  return i;
}

static uint32_t region_bit(plx_str tag) {
  static const struct {
    const char *tag;
    uint32_t bit;
  } regions[] = {{"article", PLX_IN_ARTICLE}, {"main", PLX_IN_MAIN},     {"aside", PLX_IN_ASIDE},        {"nav", PLX_IN_NAV},
                 {"header", PLX_IN_HEADER},   {"footer", PLX_IN_FOOTER}, {"figure", PLX_IN_FIGURE},      {"form", PLX_IN_FORM},
                 {"ul", PLX_IN_LIST},         {"ol", PLX_IN_LIST},       {"dl", PLX_IN_LIST},            {"table", PLX_IN_TABLE},
                 {"blockquote", PLX_IN_QUOTE}, {"section", PLX_IN_SECTION}, {"a", PLX_IN_LINK},          {"figcaption", PLX_IN_FIGURE},
                 {"p", PLX_IN_PARAGRAPH},     {"button", PLX_IN_BUTTON}, {"label", PLX_IN_BUTTON},       {"input", PLX_IN_BUTTON}};
  for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
    if (plx_str_eqz(tag, regions[i].tag)) return regions[i].bit;
  return tag.n == 2 && tag.p[0] == 'h' && tag.p[1] >= '1' && tag.p[1] <= '6' ? PLX_IN_HEADING : 0;
}

static bool hides(plx_str style) {
  return plx_str_find(style, PLX_STR("display:none"), 0) >= 0 || plx_str_find(style, PLX_STR("display: none"), 0) >= 0 ||
         plx_str_find(style, PLX_STR("visibility:hidden"), 0) >= 0;
}

static plx_str attribute(const xmlChar **atts, const char *name) {
  for (int i = 0; atts && atts[i] && i < 128; i += 2)
    if (strcmp((const char *)atts[i], name) == 0) return plx_str_of(atts[i + 1] ? (const char *)atts[i + 1] : "");
  return (plx_str){0};
}

static uint32_t top(const builder *b) {
  return b->open.n ? b->open.v[b->open.n - 1] : 0;
}

static void read_attributes(builder *b, struct plx_element *x, const xmlChar **atts) {
  char names[CLASS_BYTES_MAX];
  size_t n = 0;
  for (int i = 0; atts && atts[i] && i < 128; i += 2) {
    const char *name = (const char *)atts[i];
    plx_str value = plx_str_of(atts[i + 1] ? (const char *)atts[i + 1] : "");
    if (!strcmp(name, "class") || !strcmp(name, "id") || !strcmp(name, "role") || !strcmp(name, "itemprop")) {
      if (n + 1 < sizeof names) names[n++] = ' ';
      for (size_t k = 0; k < value.n && n < sizeof names; k++) names[n++] = value.p[k];
    } else if (!strcmp(name, "hidden") || (!strcmp(name, "style") && hides(value))) x->hidden = true;
    else if (!strcmp(name, "aria-hidden") && plx_str_eqz(value, "true")) x->aside = true;
  }
  x->names = names_number(b, (plx_str){names, n});
  x->classes = b->out->names_worth.v[x->names].classes | (x->aside ? 1u << PLX_CLASS_HIDDEN : 0);
  x->far = b->out->names_worth.v[x->names].far;
  x->shape = b->out->names_worth.v[x->names].shape * 131 + (uint32_t)x->tag;
}

static const tag_known *know_tag(builder *b, const xmlChar *name) {
  tag_known *k = &b->known[((uintptr_t)name >> 3 ^ (uintptr_t)name >> 10) % TAGS_KNOWN];
  if (k->name == name) return k;
  plx_str s = plx_str_of((const char *)name);
  int row = plx_table_row(&plx_table_html_tags, PLX_HTML_TAGS_TAG, s);
  *k = (tag_known){name, row, role_of(row), region_bit(tag_name(row))};
  return k;
}

static uint32_t new_element(builder *b, int tag, uint32_t region, const xmlChar **atts) {
  uint32_t parent = top(b);
  if (b->element.n >= ELEMENTS_MAX) return parent;
  struct plx_element x = {.parent = parent, .tag = tag, .depth = b->open.n};
  read_attributes(b, &x, atts);
  if (b->element.n) {
    struct plx_element *above = &b->element.v[parent];
    x.above = above->above;
    x.tags_above = above->tags_above;
    x.hidden |= above->hidden;
    x.far += above->far;
    x.ordinal = above->lines++; // children so far; `lines` gets its own meaning in features.c
  }
  x.above |= x.classes;
  x.tags_above |= region;
  *plx_vec_push(b->tmp, &b->element) = x;
  return b->element.n - 1;
}

/* --- lines --- */

// 1..6 if the element is, or stands right inside, <h1>..<h6>.
static int heading_level(const builder *b, uint32_t e) {
  for (int up = 0; up < 3; up++, e = b->element.v[e].parent) {
    plx_str t = tag_name(b->element.v[e].tag);
    if (t.n == 2 && t.p[0] == 'h' && t.p[1] >= '1' && t.p[1] <= '6') return t.p[1] - '0';
  }
  return 0;
}

static void end_line(builder *b) {
  plx_str raw = plx_buf_view(&b->text);
  if (raw.n && b->line.n < LINES_MAX) {
    plx_str s = plx_text_squeeze(b->tmp, plx_str_copy(b->tmp, raw));
    if (s.n)
      *plx_vec_push(b->tmp, &b->line) = (plx_line){.text = s, .element = b->text_element, .heading = heading_level(b, b->text_element), .link_letters = b->link_bytes, .bold_letters = b->bold_bytes};
  }
  plx_buf_clear(&b->text);
  b->link_bytes = b->bold_bytes = 0;
}

static void add_text(builder *b, const char *p, size_t n) {
  size_t solid = 0;
  for (size_t i = 0; i < n; i++) solid += (unsigned char)p[i] > ' ';
  if (!b->text.n && !solid) return;
  if (!b->text.n) b->text_element = top(b);
  if (solid) b->breaks = 0;
  plx_buf_add(&b->text, p, n);
  if (b->links) b->link_bytes += (uint32_t)solid;
  if (b->bold) b->bold_bytes += (uint32_t)solid;
}

/* --- what pages say of themselves --- */

static void say(builder *b, plx_str name, plx_str value) {
  if (!name.n || !value.n || b->out->saying.n >= SAYINGS_MAX) return;
  *plx_vec_push(b->tmp, &b->out->saying) =
      (plx_saying){plx_str_copy(b->tmp, plx_text_head(name, 100)), plx_str_copy(b->tmp, plx_text_head(value, VALUE_BYTES_MAX)), b->line.n};
}

static plx_str either(plx_str a, plx_str b) {
  return a.n ? a : b;
}

static void read_sayings(builder *b, const char *tag, const xmlChar **atts) {
  plx_str content = attribute(atts, "content"), itemprop = attribute(atts, "itemprop");
  if (!strcmp(tag, "meta")) say(b, either(either(attribute(atts, "property"), attribute(atts, "name")), either(itemprop, attribute(atts, "http-equiv"))), content);
  else if (!strcmp(tag, "link")) say(b, attribute(atts, "rel"), attribute(atts, "href"));
  else if (!strcmp(tag, "time")) say(b, itemprop.n ? itemprop : PLX_STR("time"), attribute(atts, "datetime"));
  else if (!strcmp(tag, "html")) say(b, PLX_STR("lang"), attribute(atts, "lang"));
  else if (itemprop.n) say(b, itemprop, content);
}

/* --- callbacks --- */

static void count_inline(builder *b, const char *tag, int step) {
  if (!strcmp(tag, "a")) b->links += (uint32_t)step;
  else if (!strcmp(tag, "b") || !strcmp(tag, "strong") || !strcmp(tag, "em") || !strcmp(tag, "i")) b->bold += (uint32_t)step;
}

static void begin_skip(builder *b, const char *tag, const xmlChar **atts) {
  b->skip = b->open.n;
  b->raw = NOT_RAW;
  plx_buf_clear(&b->raw_text);
  plx_str type = attribute(atts, "type");
  if (!strcmp(tag, "title") && !b->out->head_title.n) b->raw = RAW_TITLE;
  else if (!strcmp(tag, "script") && plx_str_find(type, PLX_STR("ld+json"), 0) >= 0) b->raw = RAW_JSON;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts) {
  builder *b = ctx;
  const char *tag = (const char *)name;
  const tag_known *known = know_tag(b, name);
  plx_tag_role role = known->role;
  read_sayings(b, tag, atts);
  if (role == PLX_TAG_BLOCK) end_line(b);
  if (role == PLX_TAG_CELL && b->text.n > 40) end_line(b);
  if (role == PLX_TAG_CELL && b->text.n) add_text(b, " ", 1);
  if (role == PLX_TAG_BREAK && !b->skip) {
    add_text(b, "\n", 1);
    if (++b->breaks == 2) end_line(b);
  }
  uint32_t element = new_element(b, known->row, known->region, atts); // before the push: it looks at the innermost open element
  *plx_vec_push(b->tmp, &b->open) = element;
  if (role == PLX_TAG_BLOCK || role == PLX_TAG_CELL) b->breaks = 0;
  if (b->skip) return;
  if (role == PLX_TAG_SKIP) begin_skip(b, tag, atts);
  else count_inline(b, tag, 1);
}

static void end_raw(builder *b) {
  plx_str s = plx_buf_view(&b->raw_text);
  if (b->raw == RAW_TITLE && !b->out->head_title.n) b->out->head_title = plx_text_squeeze(b->tmp, plx_str_copy(b->tmp, s));
  if (b->raw == RAW_JSON && s.n && s.n <= JSON_BYTES_MAX) *plx_vec_push(b->tmp, &b->out->json) = plx_str_copy(b->tmp, s);
  b->raw = NOT_RAW;
}

static void on_end(void *ctx, const xmlChar *name) {
  builder *b = ctx;
  const char *tag = (const char *)name;
  if (!b->open.n) return;
  plx_tag_role role = know_tag(b, name)->role;
  if (b->raw) end_raw(b);
  if (!b->skip && role == PLX_TAG_BLOCK) end_line(b);
  if (!b->skip) count_inline(b, tag, -1);
  if (b->skip == b->open.n) b->skip = 0;
  b->open.n--;
}

static void on_text(void *ctx, const xmlChar *text, int n) {
  builder *b = ctx;
  if (b->raw) plx_buf_add(&b->raw_text, text, (size_t)n);
  else if (!b->skip) add_text(b, (const char *)text, (size_t)n);
}

static void quiet(void *ctx, const char *message, ...) {
  (void)ctx;
  (void)message;
}

void plx_html_tree(plx_str html, plx_arena *tmp, plx_html *out) {
  builder b = {.tmp = tmp, .out = out};
  htmlSAXHandler sax = {.startElement = on_start, .endElement = on_end, .characters = on_text, .ignorableWhitespace = on_text,
                        .cdataBlock = on_text, .error = quiet, .warning = quiet, .fatalError = quiet};
  plx_map_init(&out->names, tmp);
  new_element(&b, -1, 0, NULL); // the root
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html.n ? html.p : " ", html.n ? (int)html.n : 1);
  if (parser) {
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    htmlSAXHandlerPtr own = parser->sax;
    parser->sax = &sax;
    parser->userData = &b;
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    parser->charset = XML_CHAR_ENCODING_UTF8;
    htmlParseDocument(parser);
    parser->sax = own;
    htmlFreeParserCtxt(parser);
  }
  end_line(&b);
  plx_buf_free(&b.text);
  plx_buf_free(&b.raw_text);
  for (uint32_t i = 0; i < b.element.n; i++) b.element.v[i].near = out->names_worth.v[b.element.v[i].names].near;
  out->page = (plx_page){.line = b.line.v, .n = b.line.n, .element = b.element.v, .elements = b.element.n};
}
