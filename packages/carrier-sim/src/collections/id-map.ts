/** A map from hex ids that is never changed, only replaced: a 16-way trie, read from the id's end. */
interface Leaf<T> {
  readonly key: string
  readonly value: T
}
type Branch<T> = readonly (Node<T> | undefined)[]
type Node<T> = Leaf<T> | Branch<T>

export interface IdMap<T> {
  readonly root: Node<T> | undefined
  readonly size: number
}

export const emptyIdMap: IdMap<never> = { root: undefined, size: 0 }

const isBranch = <T>(node: Node<T>): node is Branch<T> => Array.isArray(node)

// From the end: random ids and ids that count up spread equally well.
const slot = (key: string, depth: number): number => {
  const code = key.charCodeAt(key.length - 1 - depth)
  return code < 58 ? code - 48 : code - 87
}

const replaced = <T>(branch: Branch<T>, at: number, node: Node<T> | undefined): Branch<T> => {
  const copy = branch.slice()
  copy[at] = node
  return copy
}

const noBranch = <T>(): Branch<T> => new Array<Node<T> | undefined>(16).fill(undefined)

const setIn = <T>(node: Node<T> | undefined, leaf: Leaf<T>, depth: number): Node<T> => {
  if (node === undefined) return leaf
  if (!isBranch(node)) {
    if (node.key === leaf.key) return leaf
    return setIn(replaced(noBranch<T>(), slot(node.key, depth), node), leaf, depth)
  }
  const at = slot(leaf.key, depth)
  return replaced(node, at, setIn(node[at], leaf, depth + 1))
}

const removeIn = <T>(node: Node<T> | undefined, key: string, depth: number): Node<T> | undefined => {
  if (node === undefined) return undefined
  if (!isBranch(node)) return node.key === key ? undefined : node
  const at = slot(key, depth)
  const left = replaced(node, at, removeIn(node[at], key, depth + 1))
  return left.some((child) => child !== undefined) ? left : undefined
}

/** Keys are lower-case hex and all of one length. */
export const get = <T>(map: IdMap<T>, key: string): T | undefined => {
  let node = map.root
  for (let depth = 0; node !== undefined; depth += 1) {
    if (!isBranch(node)) return node.key === key ? node.value : undefined
    node = node[slot(key, depth)]
  }
  return undefined
}

export const set = <T>(map: IdMap<T>, key: string, value: T): IdMap<T> => ({
  root: setIn(map.root, { key, value }, 0),
  size: get(map, key) === undefined ? map.size + 1 : map.size,
})

export const remove = <T>(map: IdMap<T>, key: string): IdMap<T> =>
  get(map, key) === undefined ? map : { root: removeIn(map.root, key, 0), size: map.size - 1 }
