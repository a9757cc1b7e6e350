# The figures that each sample's page plots, with who gives them; and that no page asks for anything outside itself.
for story in samples/*-20*; do
  $PARALLAX compare --quiet --html "$TMP/page.html" "$story"
  echo "$story"
  grep -c -E '<link|<img|<iframe|@import|url\(| src=' "$TMP/page.html"
  sed -n '/<section id="figures"/,/<\/section>/p' "$TMP/page.html" | grep -o -E '<figcaption><b>[^<]*|data-go="[0-9]*">[^<]*|<bdi>[^<]*' | sed 's/.*>//'
done
