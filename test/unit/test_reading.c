/* SPDX-License-Identifier: Apache-2.0 */
/* reading/: dates, datelines, names, encodings, documents given and pages read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "reading/charset.h"
#include "reading/cue.h"
#include "reading/date.h"
#include "reading/dateline.h"
#include "reading/html_tree.h"
#include "reading/jsonld.h"
#include "reading/names.h"
#include "reading/outlet.h"
#include "reading/read.h"
#include "reading/sha256.h"
#include "reading/soup.h"
#include "reading/text.h"
#include "tables.h"

static plx_arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = plx_arena_new();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

static void assert_str(plx_str got, const char *want) {
  assert_string_equal(plx_str_copy(arena, got).n ? plx_str_copy(arena, got).p : "", want);
}

static void dates_are_read_as_written(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"Wednesday 28 September 2016 16:28", "2016-09-28T16:28"},
      {"September 28, 2016 / 3:23 PM / 3 years ago", "2016-09-28T15:23"},
      {"Sept. 28th, 2016", "2016-09-28"},
      {"2016-09-28T15:23:05.120Z", "2016-09-28T15:23:05Z"},
      {"2016-09-28T15:23:05+0100", "2016-09-28T15:23:05+01:00"},
      {"Published 4.34pm, June 30, 2026", "2026-06-30T16:34"},
      {"28. September 2016, 15.23 Uhr", "2016-09-28T15:23"},
      {"28 de septiembre de 2016", "2016-09-28"},
      {"le 28 septembre 2016 à 9h05", "2016-09-28T09:05"},
      {"28.09.2016 09:05 MESZ", "2016-09-28T09:05+02:00"},
      {"9/28/2016", "2016-09-28"},
      {"2016年9月28日 12:30", "2016-09-28T12:30"},
      {"2016年9月28日 下午3:15", "2016-09-28T15:15"},
      {"2016年9月28日 午前12:15", "2016-09-28T00:15"},
      {"2016. 9. 28. 오후 3:15", "2016-09-28T15:15"},
      {"2016. 9. 28. 오전 9:15", "2016-09-28T09:15"},
      {"Nov. 18, 2019 7:04 pm EST", "2019-11-18T19:04-05:00"},
      {"30 February 2016", ""},
      {"Thu 7 Mar 2024 09.15 GMT", "2024-03-07T09:15Z"},
      {"March 7, 2024 at 9:15 p.m. ET", "2024-03-07T21:15-05:00"}, // winter
      {"March 10, 2024 9:15 am ET", "2024-03-10T09:15-04:00"},     // the day on which summer time begins
      {"Nov. 3, 2024 9:15 am PT", "2024-11-03T09:15-08:00"},       // and on which it ends
      {"le 7 mars 2024 à 9h15 et mis à jour", "2024-03-07T09:15"},
      {"3/7/2024 5:04 PM EST", "2024-03-07T17:04-05:00"},
      {"3/7/2024 5:04 PM", "2024-07-03T17:04"},
      {"Thu Mar 07 09:15:00 +0000 2024", "2024-03-07T09:15:00+00:00"},
      {"Thu Mar 07 09:15:00 UTC 2024", "2024-03-07T09:15:00Z"},
      {"06/01/2026 - 13:55 GMT+1", "2026-01-06T13:55+01:00"},
      {"7 March 2024 09:15 -0330", "2024-03-07T09:15-03:30"},
      {"2024-03-07T09:15:00+05:45", "2024-03-07T09:15:00+05:45"},
      {"7 March 2024 09:15 - 10 comments", "2024-03-07T09:15"}, // no offsets
      {"March 7, 2024 14:30 - 12 min read", "2024-03-07T14:30"},
      {"7 March 2024, 10:15 - 11:30", "2024-03-07T10:15"},
      {"7 March 2024, 10:15-11:30", "2024-03-07T10:15"},
      {"Published: 7 Mar 2024 | Updated: 8 Mar 2024 10:00", "2024-03-07"},
      {"20240307", "2024-03-07"},
      {"20240307T091500Z", "2024-03-07T09:15:00Z"},
      {"20240307091500", "2024-03-07T09:15:00"},
      {"20241307", ""},
      {"1709802900", "2024-03-07T09:15Z"},
      {"1709802900000", "2024-03-07T09:15Z"},
      {"17098029001", ""},
      {"Thu, 07 Mar 24 09:15:00 GMT", "2024-03-07T09:15:00Z"},
      {"07-Mar-24", "2024-03-07"},
      {"07.03.24", "2024-03-07"},
      {"01/07/16", ""},
      {"about 7 Mar 24", ""},
      {"Room 28, 2016 guests", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    plx_date d;
    plx_date_find(arena, plx_str_of(cases[i][0]), &d);
    assert_str(d.iso, cases[i][1]);
  }
}

static void iso_dates_exist(void **state) {
  (void)state;
  static const char *const good[] = {
      "2024", "2024-03", "2024-03-07", "2024-03-07T09:15", "2024-03-07T09:15:00.123+01:00", "2024-02-29T00:00Z"};
  static const char *const bad[] = {"2024-13",          "2024-13-45",       "0000-00-00",
                                    "2023-02-29",       "2024-03-07T24:00", "2024-03-07T09:15 PM",
                                    "2024-03-07 09:15", "20240307",         ""};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(plx_date_iso(plx_str_of(good[i])));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(plx_date_iso(plx_str_of(bad[i])));
}

static void date_lines_say_nothing_else(void **state) {
  (void)state;
  assert_true(plx_date_line(PLX_STR("Wednesday 28 September 2016 16:28")));
  assert_true(plx_date_line(PLX_STR("2 hours ago")));
  assert_false(plx_date_line(PLX_STR("On 28 September 2016 the bridge was opened again after long repairs")));
  assert_false(plx_date_line(PLX_STR("28 people were hurt")));
}

static void addresses_hold_dates(void **state) {
  (void)state;
  assert_str(plx_date_of_url(arena, PLX_STR("https://example.org/2016/09/28/bridge")), "2016-09-28");
  assert_str(plx_date_of_url(arena, PLX_STR("https://example.org/world/2016/sep/28/bridge")), "2016-09-28");
  assert_str(plx_date_of_url(arena, PLX_STR("https://example.org/a-20160928-b")), "2016-09-28");
  assert_str(plx_date_of_url(arena, PLX_STR("https://example.org/id/20169928")), "");
}

static void datelines_end_at_their_dash(void **state) {
  (void)state;
  plx_str s = PLX_STR("NEW YORK, May 3 (Reuters) - Shares rose on Monday.");
  plx_dateline d = plx_dateline_of(arena, s);
  assert_str(d.place, "New York");
  assert_str(d.agency, "Reuters");
  assert_str(plx_str_sub(s, d.bytes, s.n), "Shares rose on Monday.");
  d = plx_dateline_of(arena, PLX_STR("LISBON — The mayor spoke."));
  assert_str(d.place, "Lisbon");
  assert_str(plx_dateline_of(arena, PLX_STR("ÉVREUX (AFP) - Le maire parla.")).place, "Évreux");
  assert_str(plx_dateline_of(arena, PLX_STR("L'AQUILA, Italy (AP) — The mayor spoke.")).place, "L'Aquila");
  assert_str(plx_dateline_of(arena, PLX_STR("SANA'A (AP) — The mayor spoke.")).place, "Sana'a");
  assert_str(plx_dateline_of(arena, PLX_STR("РИМ (ТАСС) - Мэр выступил.")).place, "Рим");
  assert_int_equal(plx_dateline_of(arena, PLX_STR("The mayor - a doctor - spoke.")).bytes, 0);
  assert_int_equal(plx_dateline_of(arena, PLX_STR("He gave a well-known answer.")).bytes, 0);
  assert_int_equal(plx_dateline_of(arena, PLX_STR("Rep. Doe (D-Minn.) said no.")).bytes, 0);
}

static void bylines_name_people(void **state) {
  (void)state;
  plx_doc d = {.arena = arena};
  plx_str names;
  assert_true(plx_byline_line(PLX_STR("By Jane Doe and John Roe, Science Editor"), &names));
  assert_int_equal(plx_byline_add(&d, names), 2);
  assert_str(d.byline.v[0], "Jane Doe");
  assert_str(d.byline.v[1], "John Roe");
  assert_false(plx_byline_line(PLX_STR("Byron wrote it"), &names));
  assert_false(plx_person_name(PLX_STR("Read the full story")));
  assert_false(plx_person_name(PLX_STR("Kort fortalt"))); // no name ends in a word in small letters
}

static void names_end_where_trades_begin(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"By Jane Doe, John Roe and Mia Poe in Beirut", "Jane Doe;John Roe;Mia Poe"},
      {"By Jane Doe in Beirut and John Roe in Damascus", "Jane Doe;John Roe"},
      {"By Jane Doe @janedoe", "Jane Doe"},
      {"By Jane Doe BBC News, Beirut", "Jane Doe"},
      {"By Jane Doe Environment editor", "Jane Doe"},
      {"By Jane Doe, Middle East editor", "Jane Doe"},
      {"By JANE DOE, AP National Writer", "JANE DOE"},
      {"By Jane Doe, Chief Reporter, in Kyiv", "Jane Doe"},
      {"By Jane Doe Published 7 March 2024", "Jane Doe"},
      {"By Jan van der Berg and Dr. Maria de la Cruz", "Jan van der Berg;Dr. Maria de la Cruz"},
      {"Words by Jane Doe, photographs by John Roe", "Jane Doe"},
      {"Exclusive by Jane Doe", "Jane Doe"},
      {"By Jane Doe, Riverside Gazette", "Jane Doe"},
      {"By Riverside Gazette Staff", ""},
      {"Автор: Иван Петров", "Иван Петров"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    plx_doc d = {.arena = arena};
    plx_str names, want, rest = plx_str_of(cases[i][1]);
    assert_true(plx_byline_line(plx_str_of(cases[i][0]), &names));
    plx_byline_add(&d, names);
    for (uint32_t k = 0; k < d.byline.n; k++) {
      assert_true(plx_str_cut(&rest, ';', &want));
      assert_true(plx_str_eq(d.byline.v[k], want));
    }
    assert_int_equal(rest.n, 0);
  }
}

static void encodings_become_utf8(void **state) {
  (void)state;
  plx_decoded d = plx_charset_decode(arena,
                                     (plx_str){"\xFF\xFE"
                                               "a\0b\0",
                                               6},
                                     (plx_str){0});
  assert_str(d.text, "ab");
  d = plx_charset_decode(arena,
                         PLX_STR("Stra\xDF"
                                 "e und Gem\xFCse f\xFCr M\xFCnchen"),
                         PLX_STR("iso-8859-1"));
  assert_str(d.text, "Straße und Gemüse für München");
  d = plx_charset_decode(arena, PLX_STR("Straße \xFF und Gemüse für München, schöne Grüße"), (plx_str){0});
  assert_int_equal(d.repaired, 1);
  assert_null(d.converted);
  assert_str(plx_charset_declared(PLX_STR("<meta charset=\"Shift_JIS\">")), "Shift_JIS");
  assert_true(plx_charset_binary(PLX_STR("%PDF-1.7 ...")));
  // Declared wrongly: no character of UTF-8 in it; another script than Latin.
  d = plx_charset_decode(arena,
                         PLX_STR("Die F\xE4hre fuhr m\xFC"
                                 "de \xFC"
                                 "ber den Flu\xDF, sagte die B\xFCrgermeisterin."),
                         PLX_STR("utf-8"));
  assert_str(d.text, "Die Fähre fuhr müde über den Fluß, sagte die Bürgermeisterin.");
  assert_int_equal(d.repaired, 0);
  static const char cp1251[] =
      "\xCF\xE0\xF0\xEE\xEC \xED\xE0 \xEE\xF1\xF2\xF0\xEE\xE2 \xF1\xED\xEE\xE2\xE0 \xF5\xEE\xE4\xE8\xF2 \xEF\xEE "
      "\xF7\xE5\xF2\xE2\xE5\xF0\xE3\xE0\xEC, \xF1\xEE\xEE\xE1\xF9\xE8\xEB \xED\xE0\xF7\xE0\xEB\xFC\xED\xE8\xEA \xEF\xEE\xF0\xF2\xE0.";
  d = plx_charset_decode(arena, (plx_str){cp1251, sizeof cp1251 - 1}, PLX_STR("iso-8859-1"));
  assert_str(d.text, "Паром на остров снова ходит по четвергам, сообщил начальник порта.");
  d = plx_charset_decode(arena,
                         PLX_STR("Caf\xE9 \xE0 Orl\xE9"
                                 "ans"),
                         PLX_STR("iso-8859-1"));
  assert_str(d.text, "Café à Orléans");
  // Names mean what browsers take them for; what says in ASCII that it is UTF-16 is not.
  const struct {
    const char *bytes, *declared, *text;
  } named[] = {
      {"the \x93 caf\xE9 \x94", "ISO8859-1", "the “ café ”"},
      {"Die F\xE4hre fuhr m\xFC"
       "de \xFC"
       "ber den Flu\xDF, sagte die B\xFCrgermeisterin.",
       "utf8", "Die Fähre fuhr müde über den Fluß, sagte die Bürgermeisterin."},
      {"Die F\xE4hre fuhr m\xFC"
       "de \xFC"
       "ber den Flu\xDF, sagte die B\xFCrgermeisterin.",
       "utf-16", "Die Fähre fuhr müde über den Fluß, sagte die Bürgermeisterin."},
      {"\x8C\x63\xB9\xE6", "EUC-KR", "똠방"},
      {"\xF4 ca", "windows-1258", "ô ca"}, // its last letter is not lost
  };
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    d = plx_charset_decode(arena, plx_str_of(named[i].bytes), plx_str_of(named[i].declared));
    assert_str(d.text, named[i].text);
  }
}

static void sha256_of_known_texts(void **state) {
  (void)state;
  assert_str(plx_sha256_hex(arena, PLX_STR("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_str(plx_sha256_base64(arena, PLX_STR("abc")), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  assert_str(plx_sha256_hex(arena, PLX_STR("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_str(plx_sha256_hex(arena, PLX_STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  plx_buf many = {0};
  for (int i = 0; i < 1000000; i++) plx_buf_char(&many, 'a');
  assert_str(plx_sha256_hex(arena, plx_buf_view(&many)),
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  plx_buf_free(&many);
}

static void broken_json_is_mended(void **state) {
  (void)state;
  json_t *v = plx_jsonld_parse(
      arena, PLX_STR("//<![CDATA[\n{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"headline\":\"A\nB\",},]}\n//]]>"));
  assert_non_null(v);
  assert_str(plx_json_get(plx_jsonld_article(v, (plx_str){0}), "headline"), "A\nB");
  json_decref(v);
  assert_null(plx_jsonld_parse(arena, PLX_STR("{\"a\":")));
  v = plx_jsonld_parse(
      arena,
      PLX_STR(
          "{\"@type\":\"WebSite\"}{\"@type\":\"NewsArticle\",\"headline\":\"Mayor says \"never\" again\",\n"
          "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"}],\"datePublished\": \"2024-03-07\",\"articleBody\":\"The"));
  assert_non_null(v);
  assert_str(plx_json_get(v, "headline"), "Mayor says \"never\" again");
  assert_str(plx_json_get(v, "author"), "Jane Doe");
  assert_str(plx_json_get(v, "datePublished"), "2024-03-07");
  json_decref(v);
  v = plx_jsonld_parse(
      arena,
      PLX_STR("[{\"@type\":\"NewsArticle\",\"headline\":\"A\"},{\"@type\":\"NewsArticle\",\"headline\":\"B c\"}]"));
  assert_str(plx_json_get(plx_jsonld_article(v, PLX_STR("B c | Example")), "headline"), "B c");
  assert_null(plx_jsonld_article(v, PLX_STR("C")));
  json_decref(v);
}

// The page's texts, each in brackets, and its tags.
static plx_str soup_of(const char *page) {
  plx_buf b = {0};
  plx_soup s = plx_soup_of(plx_str_of(page));
  while (plx_soup_next(&s)) {
    if (s.kind == PLX_SOUP_TEXT || s.kind == PLX_SOUP_RAW) plx_buf_fmt(&b, "[%.*s]", PLX_FMT(s.text));
    else plx_buf_fmt(&b, "%s%.*s", s.kind == PLX_SOUP_CLOSE ? "/" : "", (int)s.name_n, s.name);
    for (int i = 0; s.kind == PLX_SOUP_OPEN && i < s.attributes; i++)
      plx_buf_fmt(&b, "(%.*s=%.*s)", PLX_FMT(s.attribute[i].name), PLX_FMT(s.attribute[i].value));
  }
  plx_str out = plx_str_copy(arena, plx_buf_view(&b));
  plx_buf_free(&b);
  return out;
}

static void white_space_becomes_one_blank(void **state) {
  (void)state;
  assert_str(plx_text_squeeze(arena, PLX_STR(" a\fb\v c\t\n d\u2028e\u00A0f\x01g\u200Bh\u00ADi ")), "a b c d e fghi");
}

static void tag_soup_is_cut(void **state) {
  (void)state;
  assert_str(soup_of("<P Class=\"a b\" id=x hidden>a &lt; b<br/>c</P >"),
             "p(Class=a b)(id=x)(hidden=)[a &lt; b]br[c]/p");
  assert_str(soup_of("1 < 2 <3 </ x><!-- <p> --!> --><!doctype html><?xml?>b"), "[1 < 2 <3 ][b]");
  assert_str(soup_of("<script>if (a<b) '</p>'</script ><p>c"), "script[if (a<b) '</p>']/scriptp[c]");
  assert_str(soup_of("<script>a<p>b"), "script[a<p>b]");
  // What never closes is a slip of the page's author: no text is lost for it.
  assert_str(soup_of("<title>a<p>b"), "title[a]p[b]");
  assert_str(soup_of("<script src=x /><p>b<iframe/><p>c</iframe></script>"),
             "script(src=x)p[b]iframep[c]/iframe/script");
  assert_str(soup_of("<a href=\"x>b</a><p>c"), "a(href=x)[b]/ap[c]");
  assert_str(soup_of("a<!-- b > c"), "[a][ c]");
  assert_str(soup_of("a<"), "[a<]");
  assert_str(soup_of("a</p"), "[a]/p");
  assert_str(plx_soup_words(arena, PLX_STR("<p>Fares <b>r</b>ise<br/>again</p>&amp; <i>again</i>")),
             "Fares rise again & again");
}

static void references_are_decoded(void **state) {
  (void)state;
  const struct {
    const char *in, *text, *attribute;
  } rows[] = {
      {"a &amp; b&lt;&#39;&#x2019;", "a & b<'\u2019", "a & b<'\u2019"},
      {"&#146;&#0;", "\u2019\uFFFD", "\u2019\uFFFD"},
      {"x&copy=1 &ampamp", "x\u00A9=1 &amp", "x&copy=1 &ampamp"},
      {"&nothing; & &; &#; &#x;", "\u00AChing; & &; &#; &#x;", "&nothing; & &; &#; &#x;"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    plx_buf b = {0};
    plx_soup_decode(&b, plx_str_of(rows[i].in), false);
    assert_str(plx_buf_view(&b), rows[i].text);
    plx_buf_clear(&b);
    plx_soup_decode(&b, plx_str_of(rows[i].in), true);
    assert_str(plx_buf_view(&b), rows[i].attribute);
    plx_buf_free(&b);
  }
}

// Every line of the page with the tags it stands in, the innermost first.
static plx_str nesting_of(const char *page) {
  plx_buf b = {0};
  plx_html html = {0};
  plx_html_tree(plx_str_of(page), arena, &html);
  for (uint32_t i = 0; i < html.page.n; i++) {
    plx_buf_fmt(&b, "%s%.*s:", i ? "; " : "", PLX_FMT(html.page.line[i].text));
    for (uint32_t e = html.page.line[i].element; e; e = html.page.element[e].parent) {
      int tag = html.page.element[e].tag;
      plx_buf_fmt(&b, " %.*s",
                  PLX_FMT(tag < 0 ? PLX_STR("?") : plx_cell(&plx_table_html_tags, tag, PLX_HTML_TAGS_TAG)));
    }
    if (html.page.line[i].link_letters) plx_buf_fmt(&b, " (%u)", html.page.line[i].link_letters);
  }
  plx_str out = plx_str_copy(arena, plx_buf_view(&b));
  plx_buf_free(&b);
  return out;
}

static void nesting_is_mended(void **state) {
  (void)state;
  assert_str(nesting_of("<html><head><title>t</title><body><p>a<p>b<div>c</div>d"),
             "a: p body html; b: p body html; c: div body html; d: body html");
  assert_str(nesting_of("<ul><li>a<ul><li>b</ul><li>c</ul>d"), "a: li ul; b: li ul li ul; c: li ul; d:");
  assert_str(nesting_of("<table><tr><td>a<td><p>b</div></table>c"), "a: td tr table; b: p td tr table; c:");
  assert_str(nesting_of("<div><a href=x>ab<p>cd</a>e</p></div>f"), "ab: a div (2); cde: p a div (2); f:");
  assert_str(nesting_of("<meta charset=utf-8><p>a</body></html><p>b"), "a: p; b: p");
  assert_str(nesting_of("<p><a href=http://x/>ab</a>c <a/>d"), "abc d: a p (2)"); // the first '/' is the address's
  assert_str(nesting_of("<p>a<script>x</script>b<noscript><p>c</p></noscript><svg><path/><path/></svg>d"), "abd: p");
}

static void tables_are_sorted(void **state) {
  (void)state;
  const plx_table *const sorted[] = {
      &plx_table_date_words,          &plx_table_furniture,     &plx_table_html_tags,
      &plx_table_class_words,         &plx_table_reading_names, &plx_table_reading_words_html,
      &plx_table_reading_words_plain, &plx_table_byline_words,  &plx_table_encodings};
  for (size_t t = 0; t < sizeof sorted / sizeof *sorted; t++)
    for (int i = 1; i < sorted[t]->rows; i++)
      assert_true(plx_str_cmp(plx_cell(sorted[t], i - 1, 0), plx_cell(sorted[t], i, 0)) < 0);
}

// A search for what opens a byline stops at the first words that begin nothing.
static void openers_have_their_beginnings(void **state) {
  (void)state;
  const plx_table *t = &plx_table_byline_words;
  for (int i = 0; i < t->rows; i++) {
    plx_str word = plx_cell(t, i, PLX_BYLINE_WORDS_WORD);
    for (size_t k = 0; k < word.n && plx_cell(t, i, PLX_BYLINE_WORDS_OPENS).n; k++) {
      int row = word.p[k] == ' ' ? plx_table_find(t, plx_str_sub(word, 0, k)) : i;
      assert_true(row >= 0 && plx_cell(t, row, PLX_BYLINE_WORDS_OPENS).n > 0);
    }
  }
}

static plx_doc *read_one(const char *bytes, plx_format format) {
  plx_docs docs = {0};
  plx_err e = {0};
  plx_raw raw = {.path = PLX_STR("x"), .bytes = plx_str_of(bytes), .format = format};
  assert_true(plx_read(&raw, arena, &docs, &e));
  assert_int_equal(docs.n, 1);
  return docs.v[0];
}

static void blocks_are_the_text(const plx_doc *d) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    assert_true(d->blocks.v[i].span.at >= at && d->blocks.v[i].span.n > 0);
    at = plx_span_end(d->blocks.v[i].span);
  }
  assert_true(at <= d->text.n);
}

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><title>Bridge opens again | Example Post</title>"
    "<meta property='og:site_name' content='Example Post'>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge opens "
    "again\",\"datePublished\":\"2024-03-07T09:15:00Z\","
    "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Doe\"}]}</script></head><body>"
    "<nav class=main-nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>"
    "<main><article class=article><h1>Bridge opens again</h1><div class='article-body'>"
    "<p>The bridge over the river was opened to traffic on Thursday, the city government said in a statement.</p>"
    "<p>Engineers had worked on the bridge for eleven weeks, and the repairs cost <b>four</b> million euros, the mayor "
    "said.</p>"
    "<h2>Long delay</h2>"
    "<p>The work took longer than planned because two piers were found to be damaged, the city&#39;s engineer told "
    "reporters.</p>"
    "</div></article></main><footer class=site-footer><p>&copy; 2024 Example Post. All rights "
    "reserved.</p></footer></body></html>";

static void pages_become_articles(void **state) {
  (void)state;
  plx_doc *d = read_one(page, PLX_FORMAT_GUESS);
  assert_str(d->title, "Bridge opens again");
  assert_str(d->outlet, "Example Post");
  assert_str(d->published, "2024-03-07T09:15:00Z");
  assert_str(d->language, "en");
  assert_int_equal(d->byline.n, 1);
  assert_str(d->byline.v[0], "Jane Doe");
  assert_true(plx_str_find(d->text, PLX_STR("cost four million euros"), 0) > 0);
  assert_true(plx_str_find(d->text, PLX_STR("the city's engineer"), 0) > 0);
  assert_int_equal(plx_str_find(d->text, PLX_STR("All rights reserved"), 0), -1);
  assert_int_equal(plx_str_find(d->text, PLX_STR("World"), 0), -1);
  assert_true(d->dropped.n >= 3);
  blocks_are_the_text(d);
}

// A page with no names to go by; and an element's parent is the element it stands in, not the one before it.
static void small_pages_keep_their_text(void **state) {
  (void)state;
  plx_doc *d = read_one(
      "<html><head><title>Bridge opens</title></head><body><nav><ul><li><a "
      "href=/>Home</a></li></ul></nav><main><article>"
      "<h1>Bridge opens</h1><p>The bridge was opened on Thursday, the mayor said.</p><p>It cost four million euros.</p>"
      "<figure><figcaption>The bridge on Thursday</figcaption></figure></article></main></body></html>",
      PLX_FORMAT_GUESS);
  assert_int_equal(d->blocks.n, 4);
  assert_int_equal(d->blocks.v[0].kind, PLX_BLOCK_TITLE);
  assert_int_equal(d->blocks.v[1].kind, PLX_BLOCK_PARAGRAPH);
  assert_int_equal(d->blocks.v[2].kind, PLX_BLOCK_PARAGRAPH);
  assert_int_equal(d->blocks.v[3].kind, PLX_BLOCK_CAPTION);
}

// A page that calls itself `head` in <title>, `shared` in og:title, `data` in JSON-LD, and shows `seen`.
static plx_doc *titled(const char *head, const char *shared, const char *data, const char *seen, const char *author) {
  plx_str page = plx_str_fmt(
      arena,
      "<html><head><title>%s</title><meta property=og:title content='%s'><meta property=og:site_name content='The "
      "Example'>"
      "<meta name=author content='Ann Muster'><link rel=canonical href='https://www.example.org/a'>"
      "<script "
      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"%s\",\"author\":\"%s\"}</script></"
      "head><body>"
      "<article><h1>%s</h1><p>The bridge over the river was opened to traffic on Thursday, the mayor said.</p>"
      "<p>It cost four million euros, twice as much as planned, and took three years to build.</p></article>"
      "<div class=comments><div class=comment><p>I think the bridge was opened to traffic too late, and that the mayor "
      "knows it.</p></div></div>"
      "</body></html>",
      head, shared, data, author, seen);
  return read_one(page.p, PLX_FORMAT_GUESS);
}

static void titles_are_chosen(void **state) {
  (void)state;
  assert_str(titled("Bridge opens", "Bridge opens", "Bridge opens", "Bridge opens", "Jo Doe")->title, "Bridge opens");
  assert_str(titled("Bridge opens | The Example", "Bridge opens - Local | The Example", "Bridge opens", "Bridge opens",
                    "Jo Doe")
                 ->title,
             "Bridge opens");
  // JSON-LD and those who share agree; what stands on the page is shorter.
  assert_str(titled("Traffic: Bridge opens", "Traffic: Bridge opens", "Traffic: Bridge opens", "Bridge opens", "Jo Doe")
                 ->title,
             "Traffic: Bridge opens");
  // The one for sharing is the searchable one.
  assert_str(
      titled("River bridge opens today", "River bridge opens today", "Bridge opens", "Bridge opens", "Jo Doe")->title,
      "Bridge opens");
}

static void heads_say_things_in_many_forms(void **state) {
  (void)state;
  plx_doc *d = read_one(
      "<!doctype html><title>x</title><link rel=canonical href='/news/1'><meta property=og:url "
      "content='https://h.example/news/1'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
      "\"headline\":[\"Ferry runs again\"],\"datePublished\":[\"2024-03-07\"]}</script><p>It rained in the harbour all week, the master said on Monday.",
      PLX_FORMAT_GUESS);
  assert_str(d->url, "https://h.example/news/1"); // the other is no address yet
  assert_str(d->title, "Ferry runs again");
  assert_str(d->published, "2024-03-07");
}

static void outlets_are_no_authors(void **state) {
  (void)state;
  assert_str(titled("a", "a", "a", "a", "Jo Doe")->byline.v[0], "Jo Doe");
  assert_str(titled("a", "a", "a", "a", "The Example")->byline.v[0], "Ann Muster");
  assert_str(titled("a", "a", "a", "a", "Example Media (www.example.org)")->byline.v[0], "Ann Muster");
}

// A page whose head names the outlet only, with a line of its own above the text.
static plx_doc *signed_page(const char *more, const char *line) {
  static char bytes[4000];
  snprintf(bytes, sizeof bytes,
           "<html><head><title>Ferry runs again after eleven weeks</title><meta property=og:site_name content='Harbour "
           "Post'>"
           "<meta name=author content='Harbour Post'>%s</head><body><article><h1>Ferry runs again after eleven "
           "weeks</h1><p>%s</p>"
           "<p>The ferry to the island ran again on Thursday morning, the harbour master said, after its engine had "
           "been mended.</p>"
           "<p>Some two hundred passengers were on board when the boat left the old dock at nine, among them eleven "
           "classes.</p>"
           "<p>The repairs cost about four million euros, more than a new engine would have cost, the mayor told "
           "reporters.</p>"
           "</article></body></html>",
           more, line);
  return read_one(bytes, PLX_FORMAT_HTML);
}

static void names_above_the_text_sign_it(void **state) {
  (void)state;
  plx_doc *d = signed_page("", "<strong>Tafadzwa Muster/Jane Beispiel</strong>");
  assert_int_equal(d->byline.n, 2);
  assert_str(d->byline.v[0], "Tafadzwa Muster");
  assert_str(d->byline.v[1], "Jane Beispiel");
  assert_true(plx_str_find(d->text, PLX_STR("Muster"), 0) < 0);
  assert_str(signed_page("", "<strong>Common Questions</strong>")->byline.v[0], "Harbour Post"); // a heading
  assert_str(signed_page("", "<strong>Hong Kong</strong>")->byline.v[0], "Harbour Post");        // a place
  // What else the head says goes before what the outlet says of itself, and before a trade behind the name.
  assert_str(
      signed_page("<meta name=author content='\xEC\x8B\xA0\xED\x98\x84 \xEA\xB8\xB0\xEC\x9E\x90'>", "x")->byline.v[0],
      "\xEC\x8B\xA0\xED\x98\x84");
  assert_str(signed_page("<meta name=articleAuthor content='Jo Doe'>", "x")->byline.v[0], "Jo Doe");
}

static void comments_are_no_article(void **state) {
  (void)state;
  plx_doc *d = titled("Bridge opens", "Bridge opens", "Bridge opens", "Bridge opens", "Jo Doe");
  for (uint32_t i = 0; i < d->blocks.n; i++)
    assert_true(plx_str_find(plx_span_str(d->text, d->blocks.v[i].span), PLX_STR("too late"), 0) < 0);
  assert_true(plx_str_find(d->text, PLX_STR("four million"), 0) > 0);
}

static void given_documents_stay_as_they_are(void **state) {
  (void)state;
  plx_doc *d = read_one("{\"id\":7,\"title\":\"T\",\"text\":\"T\\n\\n  Ä "
                        "first.\\n\\n\\nShare\",\"gold\":{\"x\":[1]},\"byline\":\"Jane Doe\"}",
                        PLX_FORMAT_GUESS);
  assert_str(d->text, "T\n\n  Ä first.\n\n\nShare");
  assert_str(d->id, "7");
  assert_str(d->extra, "\"gold\":{\"x\":[1]}");
  assert_int_equal(d->blocks.n, 3);
  assert_int_equal(d->blocks.v[0].kind, PLX_BLOCK_TITLE);
  assert_str(plx_span_str(d->text, d->blocks.v[1].span), "Ä first.");
  blocks_are_the_text(d);
  d = read_one("{\"text\":\"One.\\nTwo.\"}", PLX_FORMAT_GUESS);
  assert_int_equal(d->blocks.n, 2);
}

static void wrapped_text_is_joined(void **state) {
  (void)state;
  plx_doc *d = read_one("The bridge over the river was opened to traffic on Thursday,\n"
                        "the city government said in a statement that was handed out.\n\n"
                        "Engineers had worked on the bridge for eleven weeks, and the\n"
                        "repairs cost four million euros, the mayor told reporters at\n"
                        "the opening.  He thanked all who had waited with patience and\n"
                        "promised that the next bridge would be repaired much sooner.\n",
                        PLX_FORMAT_GUESS);
  assert_int_equal(d->blocks.n, 2);
  assert_true(plx_str_find(d->text,
                           PLX_STR("and the repairs cost four million euros, the mayor told reporters at the opening"),
                           0) > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_are_read_as_written),
      cmocka_unit_test(iso_dates_exist),
      cmocka_unit_test(date_lines_say_nothing_else),
      cmocka_unit_test(addresses_hold_dates),
      cmocka_unit_test(datelines_end_at_their_dash),
      cmocka_unit_test(bylines_name_people),
      cmocka_unit_test(names_end_where_trades_begin),
      cmocka_unit_test(encodings_become_utf8),
      cmocka_unit_test(sha256_of_known_texts),
      cmocka_unit_test(broken_json_is_mended),
      cmocka_unit_test(white_space_becomes_one_blank),
      cmocka_unit_test(tag_soup_is_cut),
      cmocka_unit_test(references_are_decoded),
      cmocka_unit_test(nesting_is_mended),
      cmocka_unit_test(tables_are_sorted),
      cmocka_unit_test(openers_have_their_beginnings),
      cmocka_unit_test(pages_become_articles),
      cmocka_unit_test(small_pages_keep_their_text),
      cmocka_unit_test(titles_are_chosen),
      cmocka_unit_test(heads_say_things_in_many_forms),
      cmocka_unit_test(outlets_are_no_authors),
      cmocka_unit_test(names_above_the_text_sign_it),
      cmocka_unit_test(comments_are_no_article),
      cmocka_unit_test(given_documents_stay_as_they_are),
      cmocka_unit_test(wrapped_text_is_joined),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
