/* story_fixture.h - one story built by hand, for the tests of what draws it.
 *
 * The accounts are those of samples/hong-kong-2019; the claims are those that a careful reader would make of them.
 * Words are found in the texts, so that a test never holds an offset.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "compare/story.h"

static const char *const text_a[] = { // Harbour Courier
    "Nearly two million march in Hong Kong, organisers say, as leader apologises",
    "Carrie Lam says sorry for the way she handled an extradition bill but does not withdraw it",
    "HONG KONG - Nearly two million people marched through Hong Kong on Sunday to demand that a bill on "
    "extradition to mainland China be scrapped, the organisers said. If they are right, it was the largest "
    "protest in the city's history.",
    "The police gave a far lower number. They said that 338,000 people had followed the original route at the "
    "peak of the march.",
    "A week earlier the Civil Human Rights Front, which called both marches, counted 1.03 million people. The "
    "police estimate that day was 240,000.",
    "Carrie Lam, the chief executive, apologised in a written statement on Sunday evening. The government's "
    "shortcomings had led to substantial conflict in society, the statement said, and Mrs Lam would accept "
    "criticism with the \"most sincere and humble attitude\". She had suspended the bill on Saturday. She did "
    "not say that she would withdraw it or resign.",
    "Jimmy Sham, the convener of the Front, said that the suspension was not enough. If the government "
    "refused to withdraw the bill, he said, the protests would go on. The Front also demanded that the police "
    "be investigated for their conduct on Wednesday, when they fired tear gas and rubber bullets outside the "
    "legislature.",
    "At least 72 people were taken to hospital that day, according to the Hospital Authority. The police said "
    "that 22 officers were hurt. Stephen Lo, the police commissioner, called the clashes a riot, a word that "
    "the protesters want him to take back.",
    "Many on Sunday carried white flowers for a man who had fallen to his death on Saturday after he hung a "
    "banner against the bill from a building in Admiralty.",
    NULL};
static const char *const text_b[] = { // Northern Wire
    "Hong Kong's Lam apologises as huge crowds demand she quit",
    "HONG KONG, June 16 (Northern Wire) - Hong Kong leader Carrie Lam apologised on Sunday for the turmoil "
    "over an extradition bill as huge crowds dressed in black marched through the city and demanded that she "
    "resign.",
    "Police said 338,000 people took part at the peak. Organisers put the turnout at close to 2 million, "
    "about twice as many as they had counted on June 9.",
    "Lam's statement, which was issued at about 8:30 p.m., said deficiencies in the government's work had led "
    "to disputes in society. It did not say that the bill would be withdrawn.",
    "Lam on Saturday suspended the bill indefinitely. Jimmy Sham of the Civil Human Rights Front, the group "
    "behind the march, said its demand had always been a complete withdrawal.",
    "The march was peaceful. On Wednesday police had fired tear gas, rubber bullets and bean bag rounds to "
    "clear roads around the legislature. The Hospital Authority said 72 people aged between 15 and 66 had "
    "been injured.",
    "U.S. Secretary of State Mike Pompeo told Fox News on Sunday that President Donald Trump would raise the "
    "issue with Chinese President Xi Jinping at a summit in Japan later this month.",
    NULL};
static const char *const text_c[] = { // Eastgate Post
    "Hong Kong leader says sorry after vast march",
    "Protesters want the extradition bill withdrawn and Carrie Lam to step down.",
    "Hong Kong’s chief executive apologised on Sunday night after hundreds of thousands of people marched "
    "against her plan to allow suspects to be sent to mainland China for trial.",
    "The Civil Human Rights Front said that almost two million had taken part. Police estimated the crowd at "
    "338,000 at its height.",
    "The march set off from Victoria Park in Causeway Bay shortly before three in the afternoon and reached "
    "the government’s offices in Admiralty. It ended at about eleven at night.",
    "Carrie Lam’s office said in a statement that she apologised to the people of Hong Kong and would accept "
    "all criticism. The government had suspended the bill indefinitely on Saturday.",
    "The Front rejected the apology. It said that the bill must be withdrawn and that Mrs Lam must resign. It "
    "called a strike for Monday.",
    "Beijing denied that it had ordered the bill; its ambassador in London, Liu Xiaoming, told the BBC that "
    "the proposal had come from the government in Hong Kong.",
    "Twenty-two policemen and more than 70 other people were hurt on Wednesday, when officers used tear gas "
    "and fired rubber bullets at crowds around the Legislative Council. A man died on Saturday when he fell "
    "from scaffolding at a shopping centre where he was protesting.",
    NULL};
static const char *const text_d[] = { // The Weekly Ledger
    "How many marched? Hong Kong counts its protest twice",
    "Two numbers describe what happened in Hong Kong on 16 June. The organisers say that almost 2 million "
    "people joined the march from Victoria Park to Admiralty. The police say 338,000.",
    "The two do not measure the same thing. The police figure is an estimate of how many people were on the "
    "route at its fullest. The Civil Human Rights Front counts everybody who walked at any time in the eight "
    "hours. Its announcement spoke of two million people and one more, for the man who died in Admiralty the "
    "evening before.",
    "Even the lower count is higher than the police estimate of the march of 9 June, which was 240,000; the "
    "organisers had put that one at more than a million.",
    "On Monday Stephen Lo, the commissioner of police, said that he had not meant that the whole protest of "
    "12 June was a riot. Only five of the 15 people arrested that day were suspected of rioting, he said. "
    "Officers fired about 150 canisters of tear gas.",
    "Mrs Lam has apologised. Her government says that work on the bill has stopped and that there is no "
    "timetable for starting it again, but it has not said that the bill is withdrawn.",
    "China's foreign ministry spokesman, Geng Shuang, said on Saturday that Beijing supported, respected and "
    "understood the decision to suspend the bill. Mike Pompeo, the American secretary of state, said on "
    "Sunday that he was sure President Donald Trump would raise Hong Kong with Xi Jinping when they met in "
    "Japan.",
    "The city has 7.4 million inhabitants. If the organisers are right, more than one in four of them was on "
    "the street.",
    NULL};

typedef struct fix_account {
  char document; // 'a'…
  const char *words, *speaker;
} fix_account;

typedef struct fix_claim {
  plx_claim_kind kind;
  plx_relation relation;
  plx_field field;
  plx_why why;
  const char *date, *summary;
  fix_account account[8];
  struct {
    const char *value, *documents;
  } value[4];
} fix_claim;

static const fix_claim fix_claims[] = {
    {PLX_CLAIM_EVENT, PLX_AGREE, 0, 0, "2019-06-16", "Carrie Lam apologised for the way the bill was handled",
     {{'a', "apologised", NULL}, {'b', "apologised", NULL}, {'c', "apologised", NULL}, {'d', "apologised", NULL}}, {{0}}},
    {PLX_CLAIM_EVENT, PLX_AGREE, 0, 0, "2019-06-15", "Lam's government suspended the extradition bill",
     {{'a', "suspended the bill on Saturday", NULL}, {'b', "suspended the bill indefinitely", NULL},
      {'c', "suspended the bill indefinitely", NULL}}, {{0}}},
    {PLX_CLAIM_STATEMENT, PLX_AGREE, 0, 0, "2019-06-16", "The Civil Human Rights Front says that the bill must be withdrawn",
     {{'a', "the suspension was not enough", "Jimmy Sham"}, {'b', "its demand had always been a complete withdrawal", "Jimmy Sham"},
      {'c', "the bill must be withdrawn", "The Front"}}, {{0}}},
    {PLX_CLAIM_EVENT, PLX_AGREE, 0, 0, "2019-06-12", "Police fired tear gas and rubber bullets near the legislature",
     {{'a', "fired tear gas and rubber bullets", NULL}, {'b', "fired tear gas, rubber bullets and bean bag rounds", NULL},
      {'c', "used tear gas and fired rubber bullets", NULL}}, {{0}}},
    {PLX_CLAIM_FIGURE, PLX_CONFLICT, PLX_FIELD_NUMBER, PLX_WHY_DISAGREEMENT, "2019-06-16", "How many people marched on 16 June",
     {{'a', "Nearly two million people", "the organisers"}, {'a', "338,000 people", "The police"}, {'b', "338,000 people", "Police"},
      {'b', "close to 2 million", "Organisers"}, {'c', "almost two million", "The Civil Human Rights Front"}, {'c', "338,000", "Police"},
      {'d', "almost 2 million people", "The organisers"}, {'d', "338,000", "The police"}},
     {{"nearly 2,000,000", "abcd"}, {"338,000", "abcd"}}},
    {PLX_CLAIM_FIGURE, PLX_DIFFER, PLX_FIELD_NUMBER, PLX_WHY_OTHER_SCOPE, "2019-06-09", "How many people marched on 9 June",
     {{'a', "1.03 million people", "the Civil Human Rights Front"}, {'a', "240,000", "The police"},
      {'d', "more than a million", "the organisers"}}, {{"1,030,000", "a"}, {"more than 1,000,000", "d"}, {"240,000", "a"}}},
    {PLX_CLAIM_EVENT, PLX_DENY_, PLX_FIELD_ACTOR, PLX_WHY_DISAGREEMENT, NULL, "Beijing denies that it ordered the bill",
     {{'c', "denied that it had ordered the bill", "Beijing"}}, {{0}}},
    {PLX_CLAIM_STATEMENT, PLX_SINGLE, 0, 0, "2019-06-15", "China's foreign ministry supports the suspension of the bill",
     {{'d', "Beijing supported, respected and understood the decision to suspend the bill", "Geng Shuang"}}, {{0}}},
    {PLX_CLAIM_STATEMENT, PLX_AGREE, 0, 0, "2019-06-16", "Mike Pompeo says that Donald Trump will raise Hong Kong with Xi Jinping",
     {{'b', "President Donald Trump would raise the issue with Chinese President Xi Jinping", "Mike Pompeo"},
      {'d', "President Donald Trump would raise Hong Kong with Xi Jinping", "Mike Pompeo"}}, {{0}}},
    {PLX_CLAIM_EVENT, PLX_SINGLE, 0, 0, "2019-06-17", "The Front called a strike for Monday",
     {{'c', "called a strike for Monday", NULL}}, {{0}}},
    {PLX_CLAIM_STATEMENT, PLX_SINGLE, 0, 0, "2019-06-17", "Stephen Lo says that he did not mean that the whole protest was a riot",
     {{'d', "he had not meant that the whole protest of 12 June was a riot", "Stephen Lo"}}, {{0}}},
    {PLX_CLAIM_FIGURE, PLX_DIFFER, PLX_FIELD_NUMBER, 0, "2019-06-12", "How many people were hurt on 12 June",
     {{'a', "72 people", "the Hospital Authority"}, {'b', "72 people", "The Hospital Authority"}, {'c', "more than 70 other people", NULL}},
     {{"72", "ab"}, {"more than 70", "c"}}},
    {PLX_CLAIM_FIGURE, PLX_AGREE, 0, 0, "2019-06-12", "22 police officers were hurt",
     {{'a', "22 officers", "The police"}, {'c', "Twenty-two policemen", NULL}}, {{0}}},
    {PLX_CLAIM_FIGURE, PLX_SINGLE, 0, 0, "2019-06-12", "15 people were arrested",
     {{'d', "15 people", "Stephen Lo"}}, {{0}}},
};

typedef struct fix_value {
  int range;
  double value;
  char document;
  const char *said_by;
} fix_value;

static const struct {
  const char *counted, *state;
  uint32_t claim;
  double low, best, high;
} fix_ranges[] = {{"people", "marched on 16 June", 4, 338000, 338000, 2000000},
                  {"people", "marched on 9 June", 5, 240000, 1030000, 1030000},
                  {"people", "hurt", 11, 70, 72, 72},
                  {"officers", "hurt", 12, 22, 22, 22},
                  {"people", "arrested", 13, 15, 15, 15}};

static const fix_value fix_values[] = {
    {0, 2e6, 'a', "the organisers"}, {0, 338000, 'a', "the police"}, {0, 338000, 'b', "the police"}, {0, 2e6, 'b', "the organisers"},
    {0, 2e6, 'c', "The Civil Human Rights Front"}, {0, 338000, 'c', "the police"}, {0, 2e6, 'd', "the organisers"},
    {0, 338000, 'd', "the police"}, {1, 1.03e6, 'a', "the Civil Human Rights Front"}, {1, 240000, 'a', "the police"},
    {1, 1e6, 'd', "the organisers"}, {1, 240000, 'd', "the police"}, {2, 72, 'a', "the Hospital Authority"},
    {2, 72, 'b', "the Hospital Authority"}, {2, 70, 'c', "Eastgate Post"}, {3, 22, 'a', "the police"}, {3, 22, 'c', "Eastgate Post"},
    {4, 15, 'd', "Stephen Lo"}};

static plx_record *fix_record(plx_arena *a, const char *outlet, const char *published, const char *const *text) {
  plx_record *r = PLX_NEW(a, plx_record);
  plx_doc *d = r->doc = PLX_NEW(a, plx_doc);
  plx_buf all = {0};
  d->arena = a;
  d->outlet = plx_str_of(outlet);
  d->published = plx_str_of(published);
  d->title = plx_str_of(text[0]);
  for (int i = 0; text[i]; i++) {
    if (i) plx_buf_str(&all, PLX_STR("\n\n"));
    bool standfirst = i == 1 && strlen(text[1]) < 120;
    plx_block_kind kind = i == 0 ? PLX_BLOCK_TITLE : standfirst ? PLX_BLOCK_STANDFIRST : PLX_BLOCK_PARAGRAPH;
    *plx_vec_push(a, &d->blocks) = (plx_block){kind, {(uint32_t)all.n, (uint32_t)strlen(text[i])}, {0}};
    plx_buf_str(&all, plx_str_of(text[i]));
  }
  d->text = r->text.bytes = plx_str_copy(a, plx_buf_view(&all));
  plx_buf_free(&all);
  return r;
}

// Sentences by the roughest rule: a full stop and a blank, or the end of a block.
static void fix_sentences(plx_arena *a, plx_record *r) {
  plx_str t = r->doc->text;
  uint32_t from = 0;
  for (uint32_t i = 0; i <= t.n; i++) {
    bool stop = i == t.n || t.p[i] == '\n' || (t.p[i] == ' ' && i > 3 && t.p[i - 1] == '.' && t.p[i - 3] != '.');
    if (!stop) continue;
    if (i > from) *plx_vec_push(a, &r->text.sentence) = (plx_sentence){.span = {from, i - from}};
    from = i + 1;
  }
}

static uint32_t fix_statement(plx_arena *a, plx_record *r, const char *speaker) {
  *plx_vec_push(a, &r->entity) = (plx_entity){.name = plx_str_of(speaker)};
  *plx_vec_push(a, &r->statement) = (plx_statement){.speaker = r->entity.n - 1, .addressee = PLX_NONE, .inside = PLX_NONE};
  return r->statement.n - 1;
}

static void fix_add_claim(plx_arena *a, plx_story *s, plx_record **r, const fix_claim *f) {
  plx_claim *c = plx_vec_push(a, &s->claim);
  *c = (plx_claim){.kind = f->kind, .summary = plx_str_of(f->summary), .relation = f->relation, .field = f->field,
                   .why = f->why, .date = plx_str_of(f->date)};
  for (int i = 0; i < 8 && f->account[i].words; i++) {
    uint32_t d = (uint32_t)(f->account[i].document - 'a');
    ptrdiff_t at = plx_str_find(r[d]->doc->text, plx_str_of(f->account[i].words), 0);
    if (at < 0) fprintf(stderr, "%s\n", f->account[i].words);
    assert(at >= 0);
    plx_account *account = plx_vec_push(a, &c->accounts);
    *account = (plx_account){d, {(uint32_t)at, (uint32_t)strlen(f->account[i].words)}, PLX_NONE, PLX_NONE, PLX_NONE};
    if (f->account[i].speaker) account->statement = fix_statement(a, r[d], f->account[i].speaker);
  }
  for (int i = 0; i < 4 && f->value[i].value; i++) {
    plx_value *v = plx_vec_push(a, &c->values);
    v->value = plx_str_of(f->value[i].value);
    for (const char *d = f->value[i].documents; *d; d++) *plx_vec_push(a, &v->documents) = (uint32_t)(*d - 'a');
  }
  c->outlets = c->accounts.n < s->document.n ? c->accounts.n : s->document.n;
  c->origins = c->outlets > 1 ? c->outlets - 1 : c->outlets;
}

static void fix_add_ranges(plx_arena *a, plx_story *s) {
  for (size_t i = 0; i < sizeof fix_ranges / sizeof *fix_ranges; i++)
    *plx_vec_push(a, &s->range) = (plx_range){.counted = plx_str_of(fix_ranges[i].counted), .state = plx_str_of(fix_ranges[i].state),
        .claim = fix_ranges[i].claim, .low = fix_ranges[i].low, .best = fix_ranges[i].best, .high = fix_ranges[i].high};
  for (size_t i = 0; i < sizeof fix_values / sizeof *fix_values; i++) {
    const fix_value *v = &fix_values[i];
    plx_range *range = &s->range.v[v->range];
    *plx_vec_push(a, &range->values) = (plx_range_value){v->value, range->claim, (uint32_t)(v->document - 'a'), plx_str_of(v->said_by)};
  }
}

static void fix_add_timeline(plx_arena *a, plx_story *s) {
  static const char *const dates[] = {"2019-06-09", "2019-06-12", "2019-06-15", "2019-06-16", "2019-06-17"};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    plx_day *day = plx_vec_push(a, &s->timeline);
    day->date = plx_str_of(dates[i]);
    for (uint32_t c = 0; c < s->claim.n; c++)
      if (plx_str_eqz(s->claim.v[c].date, dates[i])) *plx_vec_push(a, &day->claims) = c;
  }
}

static plx_story fix_story(plx_arena *a) {
  plx_record *r[] = {fix_record(a, "Harbour Courier", "2019-06-16T23:50", text_a), fix_record(a, "Northern Wire", "2019-06-16T22:40", text_b),
                     fix_record(a, "Eastgate Post", "2019-06-17T06:00", text_c), fix_record(a, "The Weekly Ledger", "2019-06-18", text_d)};
  plx_story s = {.id = PLX_STR("fixture"), .title = PLX_STR("Hong Kong marches against the extradition bill"), .from = PLX_STR("2019-06-16"),
                 .to = PLX_STR("2019-06-18"), .brief = PLX_STR("On 16 June 2019 Carrie Lam apologised after a march in Hong Kong that the organisers "
                 "put at nearly 2 million people and the police at 338,000.")};
  for (int i = 0; i < 4; i++) {
    fix_sentences(a, r[i]);
    *plx_vec_push(a, &s.document) = (plx_story_doc){r[i], i == 2 ? 1 : PLX_NONE, i == 2 ? 0.18 : 0};
  }
  for (size_t i = 0; i < sizeof fix_claims / sizeof *fix_claims; i++) fix_add_claim(a, &s, r, &fix_claims[i]);
  fix_add_ranges(a, &s);
  fix_add_timeline(a, &s);
  return s;
}
