// SPDX-License-Identifier: Apache-2.0
// Actor codes in words: "USA GOV" is the government of the United States.  A code is a country or a body, then roles.
import table from "../../../data/countries.tsv";

const countries = new Map(
  table.split("\n").filter((line) => /^[A-Z]{3}\t/.test(line)).map((line) => line.split("\t").slice(0, 2)),
);

// The roles of CAMEO in our words; what is not here is shown as its code.
const ROLES = {
  GOV: "government", MIL: "armed forces", REB: "rebels", OPP: "opposition", CVL: "civilians", COP: "police", MED: "media", NGO: "non-governmental",
  NGM: "movement", BUS: "business", JUD: "courts", LEG: "parliament", EDU: "education", HLH: "health workers", LAB: "workers", REL: "religious",
  IGO: "intergovernmental", SPY: "intelligence", UAF: "armed group", SEP: "separatists", INS: "insurgents", RAD: "radicals", REF: "refugees",
  ELI: "elite", CRM: "criminals", PTY: "party", SET: "settlers", AGR: "farmers", ENV: "environment", MNC: "companies", MOD: "moderates",
};
const BODIES = { IGOUNO: "United Nations", IGOEUR: "European Union", IGONAT: "NATO", IGOWST: "the West", NGOICR: "Red Cross" };

export const countryOf = (code) => countries.get(code);

export function actorName(code) {
  if (!code) return "";
  const words = code.split(" ").map((part) => BODIES[part] || countries.get(part) || ROLES[part] || part);
  return words.length > 1 && countries.has(code.slice(0, 3)) ? `${words[0]}: ${words.slice(1).join(", ")}` : words.join(", ");
}
