// SPDX-License-Identifier: Apache-2.0
export function Actors() {
  return <h1>Actors</h1>;
}
