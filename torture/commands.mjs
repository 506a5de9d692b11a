/** Stops and deletions as processes: they land at a random time, two at once, killed half-way, and are repeated until answered. */
import { within } from './company.mjs'
import { mark } from './people.mjs'

/** 3: the rules refuse. 4: a deletion was first. Every other answer is asked for again. */
const answered = (ended) => ended !== null && [0, 3, 4].includes(ended.code)

const longestMs = 120_000
const mostRepeats = 5

export const commandsIn = ({ company, config, ids, tell, later, count, plan }) => {
  const wanted = []

  const argsOf = ({ what, outreach, liveCalls, waits }) => {
    const how = ['--live-calls', liveCalls, '--yes']
    if (what === 'delete') return ['delete', ids.campaign, ...how]
    const target = what === 'stop' ? [ids.outreaches[outreach]] : [ids.campaign, '--all']
    return ['stop', ...target, ...how, '--reason', mark, ...(waits ? [] : ['--no-wait'])]
  }

  const run = (order) => {
    const member = company.command(config, order.what.replace(' ', '-'), argsOf(order))
    order.processes.push(member)
    return member
  }

  const strike = (order, member) => {
    const { killedAfterMs, frozen } = order
    if (killedAfterMs !== null)
      later(killedAfterMs, () => {
        if (member.ended !== null) return
        tell(`the ${order.what} is killed`)
        count('kill a command')
        company.signal(member, 'SIGKILL')
      })
    if (frozen !== null)
      later(frozen.afterMs, () => {
        if (member.ended !== null) return
        tell(`the ${order.what} is frozen for ${frozen.forMs} ms`)
        count('freeze a command')
        company.signal(member, 'SIGSTOP')
        later(frozen.forMs, () => company.signal(member, 'SIGCONT'))
      })
  }

  return {
    wanted,
    begin: () => {
      for (const command of plan.commands)
        later(command.atMs, () => {
          const order = { ...command, processes: [] }
          wanted.push(order)
          tell(`${order.what} (${order.liveCalls})${order.twice ? ', two at once' : ''}`)
          count(order.what)
          strike(order, run(order))
          if (order.twice) run(order)
        })
    },
    /** In a calm world: what was killed or had no answer is asked for again. Answers the orders that stay without one. */
    finish: async () => {
      for (const order of wanted) {
        await within(longestMs, Promise.all(order.processes.map(({ end }) => end)))
        for (let k = 0; k < mostRepeats; k += 1) {
          if (order.processes.some(({ ended }) => answered(ended))) break
          tell(`the ${order.what} is repeated`)
          count('repeat a command')
          await within(longestMs, run(order).end)
        }
      }
      return wanted.filter(({ processes }) => !processes.some(({ ended }) => answered(ended)))
    },
  }
}
