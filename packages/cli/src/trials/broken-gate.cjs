/**
 * Breaks the gate on purpose. Required before `lastcall` starts, it puts a carrier in place of the network's that asks
 * the gate, does not listen to the answer, waits, and originates all the same.
 */
'use strict'

require('@lastcall/carrier-sim')

/** The module that makes it: what the package's index hands on is read there each time. */
const maker = Object.values(require.cache).find(
  ({ exports }) => Object.getOwnPropertyDescriptor(Object(exports), 'connectNetwork')?.writable === true,
)
const connect = maker.exports.connectNetwork

const lateMs = 1_500

maker.exports.connectNetwork = (options) => {
  const carrier = connect(options)
  return {
    ...carrier,
    originate: (call, gate) => async () => {
      gate()
      await new Promise((resolve) => setTimeout(resolve, lateMs))
      return carrier.originate(call, () => ({ is: 'go' }))()
    },
  }
}
