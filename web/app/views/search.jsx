// SPDX-License-Identifier: Apache-2.0
export function Search() {
  return <h1>Search</h1>;
}
