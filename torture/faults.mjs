/** What a round does to its processes, lines and disk; each fault goes away by itself, or when the world is made calm. */

const pick = (list, who) => list[who % list.length]

/** `later(ms, what)`: done after so long, or not at all if the round is over before. */
export const faultsIn = ({ company, lines, place, config, tell, later, count, plan }) => {
  let born = 0
  const newWorker = () => {
    born += 1
    return company.worker(config, `w${born}`)
  }
  for (let k = 0; k < plan.workers; k += 1) newWorker()

  const comeAgain = (worker, { again }) => {
    if (again === null) return
    void worker.end.then(() =>
      later(again.afterMs, () => {
        const isTaken = company.running('worker').some(({ name }) => name === worker.name)
        const next = again.newName || isTaken ? newWorker() : company.worker(config, worker.name)
        tell(`${next.name} begins`)
      }),
    )
  }

  const carryOut = {
    kill: (fault, worker) => {
      tell(`${worker.name} is killed`)
      company.signal(worker, 'SIGKILL')
      comeAgain(worker, fault)
    },
    freeze: ({ forMs }, worker) => {
      tell(`${worker.name} is frozen for ${forMs} ms`)
      company.signal(worker, 'SIGSTOP')
      later(forMs, () => company.signal(worker, 'SIGCONT'))
    },
    'ask to leave': (fault, worker) => {
      tell(`${worker.name} is asked to leave${fault.twice ? ', twice' : ''}`)
      company.signal(worker, 'SIGTERM')
      if (fault.twice) later(100, () => company.signal(worker, 'SIGTERM'))
      comeAgain(worker, fault)
    },
    'start one more': () => tell(`${newWorker().name} begins`),
    'freeze the network': ({ forMs }) => {
      const [network] = company.running('network')
      tell(`the network is frozen for ${forMs} ms`)
      company.signal(network, 'SIGSTOP')
      later(forMs, () => company.signal(network, 'SIGCONT'))
    },
    'cut the lines': () => {
      tell('the lines are cut')
      lines.cut()
    },
    'freeze the lines': ({ forMs }) => {
      tell(`the lines are frozen for ${forMs} ms`)
      lines.freeze()
      later(forMs, lines.thaw)
    },
    'fill the disk': ({ forMs }) => {
      tell(`the disk is full for ${forMs} ms`)
      place.fill()
      later(forMs, place.free)
    },
  }

  const strikesWorker = new Set(['kill', 'freeze', 'ask to leave'])

  return {
    newWorker,
    begin: () => {
      for (const fault of plan.faults) {
        if (fault.what === 'fill the disk' && !place.isSmall) continue
        later(fault.atMs, () => {
          const dialers = company.dialers()
          if (strikesWorker.has(fault.what) && dialers.length === 0) return
          count(fault.what)
          carryOut[fault.what](fault, pick(dialers, fault.who))
        })
      }
    },
  }
}
