// SPDX-License-Identifier: Apache-2.0
// What stands around every view: name, ways, search, theme, keys.
import { useRef, useState } from "preact/hooks";
import { go } from "../lib/address.js";
import { listKeys, useKeys } from "../lib/keys.js";
import { isDark, turnTheme } from "../lib/theme.js";

const WAYS = [
  ["/", "Stories", /^\/($|stories)/],
  ["/search", "Search", /^\/search/],
  ["/actors", "Actors", /^\/(actors|entities|pair)/],
  ["/review", "Review", /^\/review/],
];

function Mark() {
  return (
    <svg viewBox="0 0 22 14" width="28" height="18" aria-hidden="true">
      <circle cx="7.5" cy="7" r="5.6" />
      <circle cx="14.5" cy="7" r="5.6" />
    </svg>
  );
}

function Keys({ dialog, rows }) {
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClick={(e) => e.target === dialog.current && dialog.current.close()}>
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>{keys.map((k) => <kbd key={k}>{k}</kbd>)}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog"><button class="plain">Close</button></form>
    </dialog>
  );
}

export function Frame({ path, children }) {
  const search = useRef(null), dialog = useRef(null);
  const [rows, setRows] = useState([]);
  const [dark, setDark] = useState(isDark);
  const theme = () => (turnTheme(), setDark(isDark()));
  const keys = () => (setRows(listKeys()), dialog.current.showModal());
  useKeys([
    ["/", "search the articles", () => search.current.focus()],
    ["g", "to the stories", () => go("/")],
    ["t", "light or dark", theme],
    ["?", "these keys", keys],
  ]);
  const submit = (event) => {
    event.preventDefault();
    go("/search?q=" + encodeURIComponent(search.current.value.trim()));
  };
  return (
    <>
      <a class="skip" href="#main">To the content</a>
      <header class="top">
        <a class="brand" href="/"><Mark />Parallax</a>
        <nav aria-label="Views">
          {WAYS.map(([href, name, is]) => (
            <a key={href} href={href} aria-current={is.test(path) ? "page" : undefined}>{name}</a>
          ))}
        </nav>
        <form role="search" onSubmit={submit}>
          <label class="unseen" for="top-search">Search the articles</label>
          <input id="top-search" ref={search} type="search" name="q" placeholder="Search the articles" autocomplete="off" dir="auto" />
        </form>
        <button class="plain icon" onClick={theme} aria-label={dark ? "Light colours" : "Dark colours"} title="Light or dark (t)">
          <span aria-hidden="true">{dark ? "☀" : "☾"}</span>
        </button>
        <button class="plain icon" onClick={keys} aria-label="Keys" title="Keys (?)"><span aria-hidden="true">?</span></button>
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
      <footer class="foot">
        <span>Every finding is tied to the words it came from. An outlet is not an origin.</span>
        <span><a href="/api/v1/openapi.json">API</a> · <a href="/plain">Plain pages</a> · <a href="/assets/licences.txt">Licences</a></span>
      </footer>
      <Keys dialog={dialog} rows={rows} />
    </>
  );
}
