// SPDX-License-Identifier: Apache-2.0
// Spans count Unicode code points, JavaScript counts UTF-16 units.  They differ only where a text has characters beyond
// the basic plane, so most texts are sliced as they are.

export function slicer(text) {
  if (!/[\u{10000}-\u{10FFFF}]/u.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
}
