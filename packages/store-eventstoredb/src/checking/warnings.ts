/** What would not work, or not well, with a store that answers as this one did. */
import type { Measured } from './check'

/** Older servers never tell that a subscription has caught up. */
const oldest = [23, 10] as const
/** A call is authorized by an append: these are what a healthy cluster on one network stays under. */
const slowMedianMs = 50
/** An append that takes longer is looked for instead of waited for, and its permit runs meanwhile. */
const slowWorstMs = 300
const clockMs = 1_000

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

const isHere = (host: string): boolean => /^(localhost|127\.|\[::1\])/.test(host)

const ofNodes = ({ nodes }: Measured): readonly string[] => {
  const alive = nodes.filter(({ isAlive }) => isAlive)
  return [
    ...(nodes.length === 0 ? ['the server does not say which nodes there are'] : []),
    ...(nodes.length > 0 && !alive.some(({ role }) => role === 'leader') ? ['no node is the leader'] : []),
    ...nodes.filter(({ isAlive }) => !isAlive).map(({ address }) => `node ${address} is down`),
    ...(nodes.length === 1
      ? ['there is one node: when it is down, nothing is dialed and no stop is taken']
      : []),
    ...(nodes.length === 2 ? ['of two nodes, losing either stops the log; three bear the loss of one'] : []),
  ]
}

const ofVersion = ({ version }: Measured): readonly string[] => {
  if (version === null) return ['the server does not tell its version; 23.10 or later is needed']
  return isOlder(version) ? [`version ${version} is too old: followers need 23.10 or later`] : []
}

const ofTimes = ({ appendMs, clockDifferenceMs }: Measured): readonly string[] => [
  ...(appendMs.median > slowMedianMs
    ? [`an append takes ${appendMs.median} ms; above ${slowMedianMs} ms each campaign authorizes slowly`]
    : []),
  ...(appendMs.worst > slowWorstMs
    ? [
        `an append took ${appendMs.worst} ms; where that recurs on a small machine, start the server with DOTNET_ThreadPool_ForceMinWorkerThreads=20`,
      ]
    : []),
  ...(Math.abs(clockDifferenceMs) > clockMs
    ? [
        `the clocks differ by ${clockDifferenceMs} ms: calling hours go by this machine, times of events by the server`,
      ]
    : []),
]

export const warningsOf = (measured: Measured): readonly string[] => [
  ...ofVersion(measured),
  ...ofNodes(measured),
  ...ofTimes(measured),
  ...(measured.followed ? [] : ['a follower did not catch up in time: lists and wake-ups would stand still']),
  ...(measured.tls || measured.hosts.every(isHere)
    ? []
    : ['without TLS, whoever is on the network reads and writes']),
]
