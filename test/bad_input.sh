#!/bin/sh
# bad_input.sh - what cannot be read is named, with a remedy, and nothing else is lost.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
tmp=$(mktemp -d); trap 'chmod -R u+rw "$tmp"; rm -rf "$tmp"' EXIT
passed=0 failed=0
good='A storm hit Lisbon

Published: 7 March 2024

LISBON - A storm killed 12 people in Lisbon on Tuesday, police said. The mayor said the city was ready for more rain.'

# expect NAME STATUS LINES PATTERN COMMAND…: exit status, lines on standard output (- for any), words on standard error
expect() {
  name=$1 status=$2 lines=$3 pattern=$4; shift 4
  timeout 60 "$@" >"$tmp/out" 2>"$tmp/err"; got=$?
  n=$(wc -l <"$tmp/out")
  why=""
  [ "$got" -eq "$status" ] || why="status $got, not $status"
  [ "$lines" = - ] || [ "$n" -eq "$lines" ] || why="$why; $n lines out, not $lines"
  [ -z "$pattern" ] || grep -qi -- "$pattern" "$tmp/err" || why="$why; standard error lacks '$pattern': $(head -c 300 "$tmp/err")"
  grep -qE 'Sanitizer|runtime error' "$tmp/err" && why="$why; $(grep -E -m1 'Sanitizer|runtime error' "$tmp/err")"
  if [ -z "$why" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL $name: $why"; fi
}

mkdir "$tmp/mixed"
printf '%s\n' "$good" >"$tmp/mixed/1-good.txt"
head -c 4096 /dev/urandom >"$tmp/mixed/2-binary.txt"
printf '%s\n' "$good" >"$tmp/mixed/1-good.txt.raw"; mkdir "$tmp/mixed/store.db.raw"; cp "$tmp/mixed/1-good.txt" "$tmp/mixed/store.db.raw/ab"
printf '%s\n' "$good" >"$tmp/mixed/3-good.txt"
: >"$tmp/empty.txt"
printf '%s\n' "$good" | sed 's/mayor/\xff\xfe mayor/' >"$tmp/latin.txt"
head -c 50000000 /dev/zero | tr '\0' a >"$tmp/long.txt"
printf '%s\n' "$good" >"$tmp/good.txt"
printf '%s\n' "$good" | grep -v Published >"$tmp/nodate.txt"
printf '{"published":"2024-03-07","text":"A storm hit Lisbon."}\n{"text":\n{"title":"no words"}\n{"published":"2024-03-07","text":"It rained in Bonn."}\n' >"$tmp/broken.ndjson"

printf 'SQLite format 3\0and its pages' >"$tmp/store.db"
{ printf 'words'; head -c 4000 /dev/zero; } >"$tmp/zeros.db-shm"
printf '<html><body><nav><a href=/>Home</a></nav></body></html>' >"$tmp/noarticle.html"

for command in read annotate; do
  expect "$command missing" 1 0 'no such file' "$PARALLAX" $command "$tmp/none.txt"
  expect "$command empty" 1 0 'empty.txt' "$PARALLAX" $command "$tmp/empty.txt"
  expect "$command folder with one bad" 1 2 '2-binary.txt' "$PARALLAX" $command "$tmp/mixed"
  expect "$command invalid UTF-8" 1 1 'latin.txt.*UTF-8' "$PARALLAX" $command "$tmp/latin.txt"
  expect "$command a 50 MB line among good ones" 1 1 'long.txt' "$PARALLAX" $command "$tmp/long.txt" "$tmp/good.txt"
  expect "$command no date" 1 1 'nodate.txt.*date' "$PARALLAX" $command "$tmp/nodate.txt"
  expect "$command broken NDJSON" 1 2 'broken.ndjson:2' "$PARALLAX" $command "$tmp/broken.ndjson"
  expect "$command NDJSON without text" 1 2 'broken.ndjson:3' "$PARALLAX" $command "$tmp/broken.ndjson"
done
expect "a store among the articles" 1 0 'store.db.*database' "$PARALLAX" read "$tmp/store.db"
expect "what is nearly all zeros" 1 0 'binary' "$PARALLAX" read "$tmp/zeros.db-shm"
expect "a page without an article" 1 1 'noarticle.html: no article' "$PARALLAX" read "$tmp/noarticle.html"
for command in doctor review story\ x export\ events; do
  expect "$command makes no store" 3 0 'make one with' "$PARALLAX" $command --db "$tmp/no-such.db"
  [ ! -e "$tmp/no-such.db" ] || { failed=$((failed + 1)); echo "FAIL $command made a store"; }
done
expect "an input where none is taken" 2 0 'takes no input' "$PARALLAX" stories extra
expect "a limit that is no number" 2 0 'limit takes' "$PARALLAX" stories --limit many
expect "a type there is not" 2 0 'type is one of' "$PARALLAX" stories --type RIOT
expect "a country by its name" 2 0 'three letters' "$PARALLAX" search --country Syria
expect "nothing to follow" 2 0 'follows no feed' "$PARALLAX" watch --db "$tmp/watch.db"
for line in '' --help -h help 'read -h'; do expect "help: '$line'" 0 - '' "$PARALLAX" $line; done
printf 'kop;tekst\nVeer;De veerboot vaart.\n' >"$tmp/dutch.csv"
expect "a table without a column for the text" 1 0 'kop, tekst.*--map' "$PARALLAX" read "$tmp/dutch.csv"
expect "its columns named" 1 1 'dutch.csv:1.*date' "$PARALLAX" read --map title=kop,text=tekst "$tmp/dutch.csv"
mkdir "$tmp/saved" "$tmp/saved/page_files"; ln -s .. "$tmp/saved/page_files/up"; ln -s nowhere "$tmp/saved/gone.txt"
printf '%s\n' "$good" >"$tmp/saved/page.txt"; echo 'var x = 1;' >"$tmp/saved/page_files/app.js"; echo 'p{}' >"$tmp/saved/page_files/Main.CSS"
expect "a folder with a loop, a dangling link, scripts and styles" 1 1 'gone.txt.*check the name' "$PARALLAX" read "$tmp/saved"
rm "$tmp/saved/gone.txt" "$tmp/saved/page.txt"
expect "a folder of nothing but scripts" 1 0 'only pictures, scripts' "$PARALLAX" read "$tmp/saved/page_files"
mark='\357\273\277'
printf "$mark"'<html><head><title>Storm in Lisbon</title></head><body><p>A storm killed 12 people in Lisbon on Tuesday.</p></body></html>' >"$tmp/mark.html"
printf "$mark"'[{"text":"It rained.","published":"2024-03-07"},{"text":"It snowed.","published":"2024-03-07"}]' >"$tmp/mark.json"
expect "a page behind a byte order mark" 0 1 '' sh -c '"$1" read --quiet "$2" | grep -v "<p>"' sh "$PARALLAX" "$tmp/mark.html"
expect "its fingerprint is the file's" 0 1 '' sh -c '"$1" read --quiet "$2" | grep "$(sha256sum <"$2" | cut -c 1-64)"' sh "$PARALLAX" "$tmp/mark.html"
expect "an array behind a byte order mark" 0 2 '' "$PARALLAX" read "$tmp/mark.json"
iconv -f UTF-8 -t UTF-16LE "$tmp/mark.json" >"$tmp/wide.json"; iconv -f UTF-8 -t UTF-16LE "$tmp/mark.html" >"$tmp/wide.html"
expect "JSON in UTF-16" 1 0 'wide.json.*save it as UTF-8' "$PARALLAX" read "$tmp/wide.json"
expect "a page in UTF-16" 0 1 '' sh -c '"$1" read --quiet "$2" | grep -v "<p>"' sh "$PARALLAX" "$tmp/wide.html"
{ printf BZh9; head -c 400 /dev/urandom; } >"$tmp/page.bz2"
expect "packed as we do not unpack" 1 0 'unpack it first' "$PARALLAX" read "$tmp/page.bz2"
expect "a field that is none" 2 0 '--map has' "$PARALLAX" read --map headline=kop "$tmp/dutch.csv"
expect "a place that is no number" 2 0 '--from takes' "$PARALLAX" read --from end "$tmp/dutch.csv"
expect "from the last record on" 0 1 '' "$PARALLAX" read --from 4 "$tmp/broken.ndjson"
expect "from behind the last record" 1 0 'ends with number 4, and --from is 9' "$PARALLAX" read --from 9 "$tmp/broken.ndjson"
gzip -c "$tmp/broken.ndjson" | head -c 60 >"$tmp/cut.ndjson.gz"
expect "a packed file that is cut" 1 - 'cut.ndjson.gz.*get it anew' "$PARALLAX" read "$tmp/cut.ndjson.gz"
printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Tar' >"$tmp/cut.warc"
expect "an archive cut in a header" 1 0 'cut.warc:1.*header' "$PARALLAX" read "$tmp/cut.warc"
if [ "$(id -u)" -ne 0 ]; then # root reads everything
  cp "$tmp/good.txt" "$tmp/closed.txt"; chmod 0 "$tmp/closed.txt"
  expect "unreadable" 1 1 'closed.txt.*permission' "$PARALLAX" read "$tmp/closed.txt" "$tmp/good.txt"
fi
expect "invalid UTF-8 is noted" 0 1 '' sh -c '"$1" read "$2" | grep utf' sh "$PARALLAX" "$tmp/latin.txt"
expect "standard input" 0 1 '' sh -c '"$1" read <"$2"' sh "$PARALLAX" "$tmp/good.txt"
expect "no such command" 2 0 'no such command' "$PARALLAX" reed
expect "no such option" 2 0 'no such option' "$PARALLAX" read --fast
expect "a value is missing" 2 0 'value' "$PARALLAX" read --threads
expect "threads must be a number" 2 0 'threads' "$PARALLAX" read --threads many
expect "no model" 3 0 '/no/model' "$PARALLAX" annotate --model /no/model "$tmp/nodate.txt"
expect "a file that is no model" 3 0 'nodate.txt' "$PARALLAX" annotate --model "$tmp/nodate.txt" "$tmp/nodate.txt"
expect "no store yet" 3 0 'parallax add' "$PARALLAX" stories --db "$tmp/none.db"
expect "a file that is no store" 3 0 'not a store' "$PARALLAX" add --db "$tmp/nodate.txt" "$tmp/nodate.txt"
expect "a full disk" 3 - 'cannot write' sh -c '"$1" read "$2" >/dev/full' sh "$PARALLAX" "$tmp/mixed/1-good.txt"

# A store: added once, though asked twice; bad ones named, good ones kept; stopped and taken up again.
expect "add a folder with one bad" 1 0 '2-binary.txt' "$PARALLAX" add --db "$tmp/a.db" "$tmp/mixed"
expect "add again" 1 0 '0 added' "$PARALLAX" add --db "$tmp/a.db" "$tmp/mixed"
expect "the store lists them" 0 1 '' sh -c '"$1" stories --json --db "$2"' sh "$PARALLAX" "$tmp/a.db"
# The same page read twice with other words: both are kept, and the story shows what changed.
for n in 12 19; do
  printf '{"outlet":"Harbour Post","url":"https://h.example/storm?utm_source=%d","published":"2024-03-07","title":"Storm hits Lisbon","text":"A storm killed %d people in Lisbon on Tuesday, police said. The mayor of the city said that help was on its way."}\n' $n $n
done >"$tmp/twice.ndjson"
expect "two versions are added" 0 0 '2 added' "$PARALLAX" add --db "$tmp/c.db" "$tmp/twice.ndjson"
expect "the story shows both" 0 2 '' sh -c 's=$("$1" stories --json --db "$2" | sed "s/.*\"id\":\"\([0-9a-f]*\)\".*/\1/;q"); "$1" story "$s" --db "$2" | grep -E "^ +[-+] (12|19)"' sh "$PARALLAX" "$tmp/c.db"
i=0
while [ $i -lt 400 ]; do
  printf '{"id":"d%d","outlet":"Outlet %d","published":"2024-03-07","text":"Storm number %d\\n\\nA storm killed %d people in Lisbon on Tuesday, police said. The mayor of the city said that help was on its way."}\n' $i $i $i $i
  i=$((i + 1))
done >"$tmp/many.ndjson"
"$PARALLAX" add --db "$tmp/b.db" "$tmp/many.ndjson" 2>/dev/null & pid=$!
sleep 0.3; kill -INT $pid 2>/dev/null; wait $pid
expect "after a stop a second run completes it" 0 0 'added' "$PARALLAX" add --db "$tmp/b.db" "$tmp/many.ndjson"
expect "all are there, once" 0 400 '' "$PARALLAX" export documents --db "$tmp/b.db"

printf 'NORTHLAND_ [NRT]\nSOUTHLAND_ [ST]\n' >"$tmp/mine.actors"
expect "a dictionary's bad line is named, the rest loads" 1 1 'mine.actors:2: .*groups of three' "$PARALLAX" annotate --actors "$tmp/mine.actors" "$tmp/good.txt"
expect "a dictionary that is not there" 3 0 'no such file' "$PARALLAX" annotate --verbs "$tmp/none.verbs" "$tmp/good.txt"

echo "bad input: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
