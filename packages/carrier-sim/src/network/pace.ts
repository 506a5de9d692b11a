/** The network's own limit of originates per second: a bucket that holds one second's worth. */
import type { Network, NetworkState } from './state'

export const refilled = (
  network: Network,
  tokens: NetworkState['tokens'],
  nowMs: number,
): NetworkState['tokens'] => {
  const grown = tokens.left + ((nowMs - tokens.atMs) / 1000) * network.callsPerSecond
  return { left: Math.min(Math.max(network.callsPerSecond, 1), grown), atMs: nowMs }
}
