// SPDX-License-Identifier: Apache-2.0
export function Pair() {
  return <h1>Pair</h1>;
}
