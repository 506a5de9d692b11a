/** The peer: a transition table over one byte for each recipient, and nothing else. It knows less, and cannot be beaten. */
const kinds = ['authorized', 'CallPlaced', 'CallEnded']
const states = ['fresh', 'authorized', 'placed', 'ended']

const next = {
  fresh: { authorized: 'authorized' },
  authorized: { CallPlaced: 'placed', CallEnded: 'ended' },
  placed: { CallEnded: 'ended' },
  ended: { authorized: 'authorized' },
}

const table = Uint8Array.from({ length: states.length * kinds.length }, (_, k) => {
  const state = states[Math.floor(k / kinds.length)]
  return states.indexOf(next[state][kinds[k % kinds.length]] ?? state)
})

export const bareFold = (recipients) => {
  const codes = new Uint8Array(recipients)
  const placed = kinds.indexOf('CallPlaced')
  const ended = kinds.indexOf('CallEnded')
  return {
    authorizations: (page) => {
      for (const { calls } of page)
        for (const call of calls) codes[call[0]] = table[codes[call[0]] * kinds.length]
    },
    facts: (page) => {
      for (const fact of page) {
        const kind = fact.type === 'CallPlaced' ? placed : ended
        codes[fact.recipient] = table[codes[fact.recipient] * kinds.length + kind]
      }
    },
    isAllEnded: () => codes.every((code) => states[code] === 'ended'),
  }
}
