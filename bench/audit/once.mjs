/** One reading of a log or of an export in a process of its own; tells time, processor time and the most memory held. */
import { auditCampaign, exportEvidence, verifyExport } from '@lastcall/audit'
import { callsCodec, campaignCodec } from '@lastcall/domain'
import { openSqliteStore } from '@lastcall/store-sqlite'
import { readFileSync } from 'node:fs'
import { must } from '../parts/installation.mjs'
import { campaign, streams, writeLog } from './log.mjs'

const [what, path, folder] = process.argv.slice(2)

const withStore = async (work) => {
  const { store, close } = must(await openSqliteStore(path)())
  const answer = await work(store)
  await close()
  return answer
}

const pages = async (store, see) => {
  let events = 0
  for (const stream of streams)
    for (let from = 0; ;) {
      const page = must(await store.read(stream, from, 1_000)())
      for (const event of page.events) see(event)
      events += page.events.length
      from += page.events.length
      if (page.atHead || page.events.length === 0) break
    }
  return events
}

const decode = (event) => {
  const codec = event.stream.startsWith('campaign-') ? campaignCodec : callsCodec
  if (codec.decode(event)._tag === 'Left') throw new Error('unreadable')
}

const linesAtOnce = 2_000
const timed = (work) => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** The same lines parsed, and parsed and decoded: in turns and in memory, so that nothing but these is in the ratio. */
const parseAndDecode = () => {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  let [parseMs, decodeMs] = [0, 0]
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const some = lines.slice(from, from + linesAtOnce)
    const alone = () => (parseMs += timed(() => some.forEach((each) => JSON.parse(each))))
    const both = () => (decodeMs += timed(() => some.forEach((each) => decode(JSON.parse(each)))))
    for (const work of from % (2 * linesAtOnce) === 0 ? [alone, both] : [both, alone]) work()
  }
  return { events: lines.length, parseMs, decodeMs }
}

const works = {
  write: () => writeLog(path, Number(folder)),
  read: () => withStore((store) => pages(store, () => undefined)),
  decode: () => withStore((store) => pages(store, decode)),
  audit: () =>
    withStore(async (store) => {
      const result = must(await auditCampaign(store)(campaign)())
      if (result.violations > 0) throw new Error(JSON.stringify(result.verdicts))
      return result.events
    }),
  export: () => withStore(async (store) => must(await exportEvidence(store)(campaign, folder)()).tree.size),
  verify: async () => {
    const result = must(await verifyExport(path)())
    if (result.violations > 0) throw new Error(JSON.stringify(result.verdicts))
    return result.manifest.tree.size
  },
  lines: parseAndDecode,
}

const begun = performance.now()
const before = process.cpuUsage()
const answer = await works[what]()
const { user, system } = process.cpuUsage(before)
process.stdout.write(
  JSON.stringify({
    ...(typeof answer === 'number' ? { events: answer } : answer),
    ...{ ms: performance.now() - begun, cpuMs: (user + system) / 1_000 },
    megabytes: process.resourceUsage().maxRSS / 1_024,
  }),
)
