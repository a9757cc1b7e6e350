// SPDX-License-Identifier: Apache-2.0
export function Review() {
  return <h1>Review</h1>;
}
