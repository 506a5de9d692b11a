/** Lastcall as a library: one process creates a campaign, dials it, stops it in the middle, and proves the stop. */
import { auditCampaign, stopReportText } from '@lastcall/audit'
import type { CampaignsDeps } from '@lastcall/campaigns'
import { awaitQuiet, create, recipientsFile, schedule, stop, systemAmbient } from '@lastcall/campaigns'
import { networkInProcess } from '@lastcall/carrier-sim'
import { defaultTiming, startWorker, systemWorkerClock } from '@lastcall/dialer-worker'
import type { Actor, ActorId, IncarnationId } from '@lastcall/domain'
import { recipientsPrefix } from '@lastcall/domain'
import { noSnapshots } from '@lastcall/history'
import { memoryStore } from '@lastcall/store-memory'
import { erase, keysInMemory, masterKey } from '@lastcall/vault'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'

/** Failures are values. An application shows them; an example ends. */
const must = <A>(answer: Either<{ readonly is: string }, A>): A => {
  if (answer._tag === 'Left') throw new Error(answer.left.is)
  return answer.right
}

// 1. Bring a log, keys and a carrier. Here they are in memory; `@lastcall/store-sqlite` keeps a log in a file.
const { store, feed } = memoryStore()
const master = masterKey(randomBytes(32))
if (master === null) throw new Error('a master key has 32 bytes')
const keys = keysInMemory(master)
const phones = networkInProcess({ seed: 7, speed: 20 })
const deps: CampaignsDeps = {
  ...systemAmbient,
  store,
  feed,
  keys,
  snapshots: noSnapshots,
  retainRecordsForMs: null,
}

// 2. Create a campaign and schedule a file of recipients.
const administrator: Actor = {
  id: deps.newId() as ActorId,
  roles: ['administrator', 'operator'],
}
const { campaign } = must(
  await create(deps)({
    actor: administrator,
    name: 'Flu season',
    settings: {
      callerId: '+12025550100',
      messageSha256: '0'.repeat(64),
      hours: { opensMin: 0, closesMin: 1440 },
      retry: { maxAttempts: 2, afterMs: { busy: 600_000 } },
      pacing: { callsPerSecond: 50, channels: 30 },
    },
  })(),
)
const file = fileURLToPath(new URL('../../recipients.csv', import.meta.url))
const source = must(await recipientsFile(file))
const { outreach, recipients } = must(
  await schedule(deps)({
    actor: administrator,
    campaign,
    source,
    startAtMs: Date.now(),
    defaultCountry: 'US',
  })(),
)
console.log(`${recipients} recipients scheduled`)

// 3. A worker dials whatever the log says is due.
const worker = startWorker(
  {
    store,
    feed,
    keys,
    snapshots: noSnapshots,
    newId: deps.newId,
    carrier: phones.carrier(),
    clock: systemWorkerClock,
    log: { say: (level, what) => console.log(`worker ${level}: ${what}`) },
    erase: (id) => async () => {
      const erased = await erase({ keys, store, feed })(id, recipientsPrefix(id))()
      return erased._tag === 'Right' ? right(undefined) : left(erased.left.why)
    },
  },
  {
    name: 'embedded',
    incarnation: deps.newId() as IncarnationId,
    share: { callsPerSecond: 50, channels: 30 },
    timing: defaultTiming,
  },
)
await deps.wait(2_000)

// 4. Stop: from this append on no further call is authorized.
const reason = 'wrong message'
must(await stop(deps)({ actor: administrator, outreach, liveCalls: 'hangUpAll', reason })())
must(
  await awaitQuiet(deps)({
    campaign,
    outreach,
    actor: administrator.id,
    patienceMs: 10_000,
  })(),
)
await worker.shutDown()

// 5. Prove it: from the log, and against the network's own record.
const record = phones
  .record()
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('')
const audit = must(await auditCampaign(store)(campaign, { network: { record, travelMs: 100 } })())
phones.close()
for (const { promise, verdict, checked } of audit.verdicts)
  console.log(`${promise}: ${verdict} (${checked} checked)`)
const report = audit.outreaches.find((each) => each.outreach === outreach)?.stop
if (report) console.log(stopReportText(report))
process.exitCode = audit.violations === 0 ? 0 : 1
