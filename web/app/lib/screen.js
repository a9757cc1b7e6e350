// SPDX-License-Identifier: Apache-2.0
// Drawings on a phone have fewer units across, so that their dots and letters keep their size.
export const PHONE = matchMedia("(max-width: 40em)").matches;
