// SPDX-License-Identifier: Apache-2.0
// The app: a frame and the view that the address names.  Everything that changes what is shown stands in the address.
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { useAddress, followLinks } from "./lib/address.js";
import { startTheme } from "./lib/theme.js";
import { Frame } from "./parts/frame.jsx";
import { Stories } from "./views/stories.jsx";
import { Story } from "./views/story.jsx";
import { Search } from "./views/search.jsx";
import { Actors } from "./views/actors.jsx";
import { Entity } from "./views/entity.jsx";
import { Pair } from "./views/pair.jsx";
import { Review } from "./views/review.jsx";

const routes = [
  [/^\/$/, Stories],
  [/^\/stories\/([^/]+)$/, Story],
  [/^\/search$/, Search],
  [/^\/actors$/, Actors],
  [/^\/entities\/([^/]+)$/, Entity],
  [/^\/pair$/, Pair],
  [/^\/review$/, Review],
];

function viewOf(path) {
  for (const [pattern, View] of routes) {
    const match = pattern.exec(path);
    if (match) return [View, match[1] && decodeURIComponent(match[1])];
  }
  return [NotHere, path];
}

function NotHere({ id }) {
  return (
    <section>
      <h1>Nothing at {id}</h1>
      <p><a href="/">All stories</a></p>
    </section>
  );
}

function App() {
  const { path } = useAddress();
  const [View, id] = viewOf(path);
  useEffect(() => window.scrollTo(0, 0), [path]);
  return (
    <Frame path={path}>
      <View key={path} id={id} />
    </Frame>
  );
}

startTheme();
followLinks();
render(<App />, document.getElementById("app"));
