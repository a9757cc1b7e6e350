// SPDX-License-Identifier: Apache-2.0
// The event codes, from the table that the program itself uses: label, quad class, Goldstein score.
import table from "../../../data/cameo.tsv";

const codes = new Map();
for (const line of table.split("\n")) {
  if (!line || line[0] === "#") continue;
  const [code, label, quad, goldstein] = line.split("\t");
  if (/^\d/.test(code)) codes.set(code, { code, label, quad: +quad, goldstein: +goldstein, root: code.slice(0, 2) });
}

export const cameoOf = (code) => codes.get(code);
export const allCodes = () => [...codes.values()];
