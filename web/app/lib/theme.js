// SPDX-License-Identifier: Apache-2.0
// Light or dark: as the system says, until somebody chooses.
const NAME = "parallax-theme";

function read() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // storage may be forbidden
  }
}

export const isDark = () =>
  document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

export function startTheme() {
  const chosen = read();
  if (chosen) document.documentElement.dataset.theme = chosen;
}

export function turnTheme() {
  const next = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(NAME, next);
  } catch {
    // then it lasts until the page is closed
  }
}
