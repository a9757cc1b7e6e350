// SPDX-License-Identifier: Apache-2.0
export function Entity() {
  return <h1>Entity</h1>;
}
