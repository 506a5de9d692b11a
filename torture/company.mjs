/** The processes of a round: started, killed, frozen, and asked afterwards how they ended. None outlives the round. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/run.mjs'

const lastcall = join(root, 'packages', 'cli', 'dist', 'main.js')
const network = join(root, 'torture', 'network.mjs')

const isLeaving = (sent) => sent.has('SIGTERM') || sent.has('SIGKILL')

export const companyIn = (folder, tell) => {
  const all = []
  process.once('exit', () => {
    for (const { child } of all) child.kill('SIGKILL')
  })

  const start = (role, name, args) => {
    const log = join(folder, `${all.length}-${name}.log`)
    const stderr = openSync(log, 'w')
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', stderr] })
    closeSync(stderr)
    const member = { role, name, child, log, out: '', sent: new Set(), frozen: false, ended: null }
    child.stdout.on('data', (bytes) => (member.out += bytes))
    member.end = new Promise((done) => {
      child.once('close', (code, signal) => {
        member.ended = { code, signal }
        if (!member.sent.has('SIGKILL')) tell(`${name} has ended: ${code ?? signal}`)
        done(member)
      })
    })
    all.push(member)
    return member
  }

  const signal = (member, which) => {
    member.sent.add(which)
    if (which === 'SIGSTOP') member.frozen = true
    if (which === 'SIGCONT') member.frozen = false
    member.child.kill(which)
  }

  return {
    all,
    worker: (config, name) => start('worker', name, [lastcall, '-c', config, 'worker', '--name', name]),
    command: (config, name, args) => start('command', name, [lastcall, '--json', '-c', config, ...args]),
    network: (options) => start('network', 'network', [network, JSON.stringify(options)]),
    signal,
    /** Running, and neither asked to leave nor killed a moment ago. */
    dialers: () =>
      all.filter(({ role, ended, sent }) => role === 'worker' && ended === null && !isLeaving(sent)),
    running: (role) => all.filter((member) => member.role === role && member.ended === null),
    thawAll: () => {
      for (const member of all) if (member.frozen) signal(member, 'SIGCONT')
    },
    logOf: ({ log }) => readFileSync(log, 'utf8'),
  }
}

/** Within the bound or not at all. */
export const within = (ms, promise) => {
  let timer
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms, null)))
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
