/* SPDX-License-Identifier: Apache-2.0 */
/* Elements are told by their local names, since feeds disagree about namespaces.  What an item holds is HTML more often
 * than not: it goes through the page reader's lines, all of which are kept unless their words are those of furniture. */
#include "reading/feed.h"

#include <libxml/parser.h>
#include <string.h>

#include "reading/date.h"
#include "reading/decide.h"
#include "reading/html_tree.h"
#include "reading/soup.h"
#include "reading/text.h"

enum { ITEMS_MAX = 100000, TEXT_BYTES_MAX = 1 << 20, DEPTH_MAX = 200, AUTHORS_MAX = 30 };

bool plx_feed_sign(plx_str s) {
  s = plx_str_sub(s, 0, 2000);
  return plx_str_find(s, PLX_STR("<rss"), 0) >= 0 || plx_str_find(s, PLX_STR("<rdf:RDF"), 0) >= 0 ||
         (plx_str_find(s, PLX_STR("<feed"), 0) >= 0 &&
          plx_str_find(s, PLX_STR("Atom"), 0) + plx_str_find(s, PLX_STR("atom"), 0) > -2);
}

static bool named(const xmlNode *n, const char *name) {
  return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

// Media RSS calls what it says of a picture or a film by the same names: "media:title", "media:content".
static bool of_picture(const xmlNode *n) {
  return n->ns && n->ns->href && strstr((const char *)n->ns->href, "mrss");
}

static const xmlNode *child(const xmlNode *n, const char *name) {
  for (n = n->children; n; n = n->next)
    if (named(n, name) && !of_picture(n)) return n;
  return NULL;
}

// Text below a node; a reference to an entity of the file's own is left out.
static void add_text(const xmlNode *n, int depth, plx_buf *out) {
  for (n = n ? n->children : NULL; n && depth < DEPTH_MAX && out->n < TEXT_BYTES_MAX; n = n->next) {
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
      plx_buf_str(out, plx_str_of((const char *)n->content));
    else if (n->type == XML_ELEMENT_NODE) {
      add_text(n, depth + 1, out);
      plx_buf_char(out, ' ');
    }
  }
}

// The same as HTML: elements are written out again (XHTML in Atom), text that is markup already stays as it is.
static void add_markup(const xmlNode *n, int depth, bool inside, plx_buf *out) {
  for (n = n ? n->children : NULL; n && depth < DEPTH_MAX && out->n < TEXT_BYTES_MAX; n = n->next) {
    if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
      const char *s = (const char *)n->content;
      for (; inside && *s; s++) {
        if (*s == '<') plx_buf_str(out, PLX_STR("&lt;"));
        else if (*s == '&') plx_buf_str(out, PLX_STR("&amp;"));
        else plx_buf_char(out, *s);
      }
      plx_buf_str(out, plx_str_of(s));
    } else if (n->type == XML_ELEMENT_NODE) {
      plx_buf_fmt(out, "<%s>", (const char *)n->name);
      add_markup(n, depth + 1, true, out);
      plx_buf_fmt(out, "</%s>", (const char *)n->name);
    }
  }
}

static plx_str markup_of(const xmlNode *n, plx_arena *a) {
  plx_buf b = {0};
  add_markup(n, 0, false, &b);
  plx_str s = plx_str_copy(a, plx_str_trim(plx_buf_view(&b)));
  plx_buf_free(&b);
  return s;
}

static plx_str text_of(const xmlNode *n, plx_arena *a) {
  plx_buf b = {0};
  add_text(n, 0, &b);
  plx_str s = plx_text_squeeze(a, plx_str_copy(a, plx_buf_view(&b)));
  plx_buf_free(&b);
  return s;
}

// The first child with one of the names (blank-separated, best first) that has text, and its text as `read` gives it.
static plx_str field_as(const xmlNode *item, const char *names, plx_str (*read)(const xmlNode *, plx_arena *),
                        plx_arena *a) {
  plx_str rest = plx_str_of(names), name;
  while (plx_str_cut(&rest, ' ', &name)) {
    const xmlNode *n = child(item, plx_str_copy(a, name).p);
    plx_str s = n ? read(n, a) : (plx_str){0};
    if (s.n) return s;
  }
  return (plx_str){0};
}

static plx_str field(const xmlNode *item, const char *names, plx_arena *a) {
  return field_as(item, names, text_of, a);
}

static plx_str link_of(const xmlNode *item, plx_arena *a) {
  for (const xmlNode *n = item->children; n; n = n->next) {
    if (!named(n, "link")) continue;
    xmlChar *href = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)"href"),
            *rel = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)"rel");
    bool own = !rel || strcmp((const char *)rel, "alternate") == 0;
    plx_str s = href ? plx_str_copy(a, plx_str_of((const char *)href)) : text_of(n, a);
    xmlFree(href);
    xmlFree(rel);
    if (own && s.n) return s;
  }
  plx_str id = field(item, "guid id", a); // often an address, else some other name ("tag:example.org,2024:1")
  return plx_str_find(id, PLX_STR("://"), 0) > 0 ? id : (plx_str){0};
}

// A title may be HTML in XML: "&amp;amp;".
static plx_str title_of(const xmlNode *n, plx_arena *a) {
  return plx_soup_words(a, text_of(child(n, "title"), a));
}

static plx_str date_of(const xmlNode *item, const char *names, plx_arena *a) {
  plx_date d;
  return plx_date_find(a, field(item, names, a), &d) ? d.iso : (plx_str){0};
}

// The item's text as lines: every line is the article's but those whose words are furniture's.
static void text_lines(plx_str html, plx_arena *tmp, plx_page *page) {
  plx_html tree = {0};
  plx_html_tree(html, tmp, &tree);
  *page = tree.page;
  plx_page_measure(page, tmp);
  float *body = PLX_NEWS(tmp, float, page->n + 1), *caption = PLX_NEWS(tmp, float, page->n + 1);
  for (uint32_t i = 0; i < page->n; i++) body[i] = page->line[i].whole_cue ? 0.0f : 1.0f;
  plx_page_decide(page, body, caption, tmp);
}

plx_doc *plx_feed_document(const plx_meta *meta, plx_str html, plx_arena *doc) {
  if (!html.n && !meta->title.n) return NULL;
  plx_arena *tmp = plx_arena_new();
  plx_page page = {0};
  text_lines(html, tmp, &page);
  plx_doc *d = plx_article_write(&page, meta, doc, tmp);
  plx_arena_free(tmp);
  return d;
}

// All that are named; Atom gives each person an element with a name in it.
static void read_authors(const xmlNode *item, plx_arena *doc, plx_meta *meta) {
  static const char *const names[] = {"creator", "author", NULL}; // best first
  for (int k = 0; names[k] && !meta->author.n; k++)
    for (const xmlNode *n = item->children; n && meta->author.n < AUTHORS_MAX; n = n->next) {
      if (!named(n, names[k])) continue;
      plx_str name = text_of(child(n, "name") ? child(n, "name") : n, doc);
      if (name.n) *plx_vec_push(doc, &meta->author) = name;
    }
}

// of_feed: what is said of all items.
static plx_doc *item_doc(const xmlNode *item, const plx_meta *of_feed, plx_arena *doc) {
  plx_meta meta = {.outlet = of_feed->outlet};
  meta.title = title_of(item, doc);
  meta.url = link_of(item, doc);
  meta.published = date_of(item, "pubDate published issued date created updated", doc);
  meta.modified = date_of(item, "updated modified", doc);
  plx_str language = field(item, "language", doc);
  meta.language = language.n ? language : of_feed->language;
  read_authors(item, doc, &meta);
  return plx_feed_document(&meta, field_as(item, "encoded content description summary", markup_of, doc), doc);
}

static void read_items(const xmlNode *n, const plx_meta *of_feed, int depth, plx_arena *doc, plx_docs *out) {
  for (n = n->children; n && depth < 5 && out->n < ITEMS_MAX; n = n->next) {
    if (named(n, "item") || named(n, "entry")) {
      plx_doc *d = item_doc(n, of_feed, doc);
      if (d) *plx_vec_push(doc, out) = d;
      if (child(n, (const char *)n->name))
        read_items(n, of_feed, depth, doc, out); // one that is not closed holds the next
    } else if (n->type == XML_ELEMENT_NODE) read_items(n, of_feed, depth + 1, doc, out);
  }
}

void plx_feed_read(plx_str xml, plx_arena *doc, plx_docs *out) {
  // No XML_PARSE_NOENT, no DTD: nothing is fetched and nothing is expanded.
  int options = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |
                XML_PARSE_IGNORE_ENC;
  xmlDoc *tree = xmlReadMemory(xml.p, (int)xml.n, "", "UTF-8", options);
  const xmlNode *root = tree ? xmlDocGetRootElement(tree) : NULL;
  uint32_t first = out->n;
  if (root) {
    const xmlNode *channel = child(root, "channel"), *head = channel ? channel : root;
    plx_meta of_feed = {.outlet = title_of(head, doc), .language = field(head, "language", doc)};
    read_items(root, &of_feed, 0, doc, out);
  }
  if (out->n > first && !(tree->properties & XML_DOC_WELLFORMED))
    plx_doc_note(out->v[out->n - 1], "damaged", 0, (plx_span){0},
                 "the feed is broken XML: what stands behind this item may be missing");
  xmlFreeDoc(tree);
}
